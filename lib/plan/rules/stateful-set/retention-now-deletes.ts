import { dataFateOf } from '../../facts/data-fate';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { claimsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Claims that will go with the StatefulSet, or with its pods. */
export const RETENTION_NOW_DELETES: Rule<StatefulSetChange> = {
  code: 'retention-now-deletes',
  title: 'From now on claims are deleted with the StatefulSet or its pods',
  impact: 'update',
  remedy: 'Keep Retain unless you can restore the data from elsewhere',
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
            ? `${listing(claims)} now ${are(claims, 'belong', 'belongs')} to the StatefulSet. If it is deleted later (by hand, a forced sync, a rename or a prune), ${are(claims, 'they are', 'it is')} deleted too, ${fate}`
            : `From now on scaling down, also by an autoscaler, deletes the claims of the deleted pods (of ${listing(claims)}), ${fate}`,
        remedy: 'Keep Retain, and delete claims by hand when nobody needs their data.',
      };
    }
  },
};
