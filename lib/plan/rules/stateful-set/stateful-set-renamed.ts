import { comesWithData, dataFateOf, namespaceGoes } from '../../facts/data-fate';
import type { SetRenamed } from '../../facts/stateful-set-lifecycle';
import { type StatefulSetView, claimsOf, podsOf } from '../../facts/stateful-set-view';
import { keepName } from '../../remedies/keep-name';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const STATEFUL_SET_RENAMED: Rule<SetRenamed> = {
  code: 'stateful-set-renamed',
  title: 'A StatefulSet is renamed, and its pods get new, empty claims',
  impact: 'data-risk',
  remedy: 'Keep the name, or move the data to claims of the new names first',
  versions: ALL_VERSIONS,
  source: 'claims are found by <template>-<set>-<ordinal> alone',
  *check({ before, after, context }): Iterable<Found> {
    const moved = before.namespace !== after.namespace;
    const [from, to] = moved
      ? [`${before.namespace}/${before.name}`, `${after.namespace}/${after.name}`]
      : [before.name, after.name];
    const old = claimsOf(before);
    const fresh = claimsOf(after).filter((claim) => !comesWithData(context, after.namespace, claim));
    const place = (set: StatefulSetView, claims: readonly string[]): string =>
      listing(moved ? claims.map((claim) => `${set.namespace}/${claim}`) : claims);
    const goes = before.whenDeleted === 'Delete' || namespaceGoes(context, before.namespace);
    const fate = goes
      ? `${are(old, 'are', 'is')} deleted, ${dataFateOf(context, before, old)}`
      : `${are(old, 'are', 'is')} kept, but no pod uses ${are(old, 'them', 'it')}`;
    const pods = podsOf(after);
    yield {
      ...(old.length === 0 || (fresh.length === 0 && !goes) ? { impact: 'outage' as const } : {}),
      path: moved ? 'metadata.namespace' : 'metadata.name',
      before: moved ? before.namespace : before.name,
      after: moved ? after.namespace : after.name,
      message:
        old.length === 0
          ? `This renames ${from} to ${to}. A pipeline that prunes deletes the pods of ${from}; the pods of ${to} are created`
          : `This renames ${from} to ${to}. A pipeline that prunes deletes ${from}: ${place(before, old)} ${fate}, and ${listing(pods)} ${are(pods, 'start', 'starts')} ${
              fresh.length === 0
                ? 'with claims that exist or are declared here with a source: check that they hold the data'
                : `with new, empty claims (${place(after, fresh)})`
            }`,
      remedy: keepName(before, after, context.apply),
    };
  },
};
