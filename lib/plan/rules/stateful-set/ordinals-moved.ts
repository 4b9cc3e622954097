import { type Remedy, say } from '../../remedy';
import { claimName, podName } from '../../../kubernetes/naming';
import { comesWithData } from '../../facts/data-fate';
import { goneClaims, movedStart } from '../../facts/scaling';
import { type StatefulSetChange, addedOrdinals, removedOrdinals } from '../../facts/stateful-set-change';
import { moveVolumes } from '../../remedies/move-volumes';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Ordinals that begin elsewhere: other names, and so other claims. */
export const ORDINALS_MOVED: Rule<StatefulSetChange> = {
  code: 'ordinals-moved',
  title: 'Pods get other ordinals, and with them other claims',
  impact: 'data-risk',
  remedy: 'Keep ordinals.start, or move the data to claims of the new names first',
  versions: ALL_VERSIONS,
  source: 'KEP-3335; claims are named after the ordinal',
  *check(change): Iterable<Found> {
    const { before, after, context } = change;
    const added = addedOrdinals(before, after);
    if (!movedStart(change) || after.templates.length === 0 || before.replicas === 0) return;
    const fresh = added
      .flatMap((ordinal) => after.templates.map((template) => claimName(template, after.name, ordinal)))
      .filter((claim) => !comesWithData(context, after.namespace, claim));
    if (fresh.length === 0 || removedOrdinals(before, after).length === 0) return;
    yield {
      path: 'spec.ordinals.start',
      before: before.start,
      after: after.start,
      message: `${listing(added.map((ordinal) => podName(after.name, ordinal)))} ${are(added, 'start with new, empty claims', 'starts with a new, empty claim')} (${listing(fresh)}). ${left(change)}`,
      remedy: [
        say(
          `Keep start: ${before.start} (StatefulWebApp: firstOrdinal). If you must move the ordinals, move the volumes:`,
        ),
        ...moveOrdinals(change),
      ],
    };
  },
};

/** What becomes of the claims of the ordinals that go. */
function left(change: StatefulSetChange): string {
  const claims = goneClaims(change, removedOrdinals(change.before, change.after));
  return change.after.whenScaled === 'Delete'
    ? `${listing(claims)} ${are(claims, 'are', 'is')} deleted with the pods`
    : `The data of the old pods stays on ${listing(claims)}, and no pod uses it`;
}

/** The volumes of the ordinals that go, to those that come: the lowest to the lowest. Pods of both sides run on. */
function moveOrdinals({ before, after, context }: StatefulSetChange): Remedy {
  const gone = [...removedOrdinals(before, after)].reverse();
  const added = addedOrdinals(before, after);
  const templates = before.templates.filter((template) => after.templates.includes(template));
  const pairs = gone.slice(0, added.length).map((ordinal, index) => [ordinal, added[index] ?? 0] as const);
  return moveVolumes({
    set: before,
    namespace: before.namespace,
    pods: gone.map((ordinal) => podName(before.name, ordinal)),
    moves: pairs.flatMap(([from, to]) =>
      templates.map((template) => ({
        from: { template, set: before.name, ordinal: from },
        to: { template, set: after.name, ordinal: to },
      })),
    ),
    apply: context.apply,
  });
}
