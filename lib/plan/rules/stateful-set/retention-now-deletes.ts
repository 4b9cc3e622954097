import { dataFateOf } from '../../facts/data-fate';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { claimsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Claims that will go with the StatefulSet, or with its pods. */
export const RETENTION_NOW_DELETES: Rule<StatefulSetChange> = {
  code: 'retention-now-deletes',
  title: 'From now on claims go with the StatefulSet or its pods',
  impact: 'update',
  remedy: 'Keep Retain unless the data can be made again',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod',
  *check({ before, after, context }): Iterable<Found> {
    for (const when of ['whenDeleted', 'whenScaled'] as const) {
      if (before[when] !== 'Retain' || after[when] !== 'Delete' || after.templates.length === 0) continue;
      const claims =
        claimsOf(after).length > 0 ? claimsOf(after) : after.templates.map((name) => `the claims of '${name}'`);
      const fate = dataFateOf(context, after, claims);
      yield {
        path: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        before: 'Retain',
        after: 'Delete',
        message:
          when === 'whenDeleted'
            ? `${listing(claims)} now ${are(claims, 'belong', 'belongs')} to the StatefulSet: whoever deletes it later, also a forced sync, a rename or a prune, deletes ${are(claims, 'them', 'it')}, ${fate}`
            : `Scaling down from now on, also by an autoscaler, deletes the claims of the pods that go (of ${listing(claims)}), ${fate}`,
        remedy: 'Keep Retain, and delete claims by hand when their data is not needed.',
      };
    }
  },
};
