import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const RETENTION_NOW_RETAINS: Rule<StatefulSetChange> = {
  code: 'retention-now-retains',
  title: 'From now on claims are kept',
  impact: 'update',
  remedy: 'Wait until it is applied before you delete or scale the StatefulSet',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod',
  *check({ before, after }): Iterable<Found> {
    for (const when of ['whenDeleted', 'whenScaled'] as const) {
      if (before[when] !== 'Delete' || after[when] !== 'Retain') continue;
      yield {
        path: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        before: 'Delete',
        after: 'Retain',
        message:
          when === 'whenDeleted'
            ? 'From now on the claims are kept when the StatefulSet is deleted. The controller first has to give up its ownership of them: if the StatefulSet is deleted in the same sync, they may still be deleted'
            : 'From now on the claims of deleted pods are kept',
        remedy: when === 'whenDeleted' ? retainFirst(before, 'Delete or scale the StatefulSet in a later commit') : '',
      };
    }
  },
};
