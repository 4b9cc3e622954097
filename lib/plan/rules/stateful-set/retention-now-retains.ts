import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const RETENTION_NOW_RETAINS: Rule<StatefulSetChange> = {
  code: 'retention-now-retains',
  title: 'From now on claims stay',
  impact: 'update',
  remedy: 'Let it be applied before the StatefulSet is deleted or scaled',
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
            ? 'The controller has to take its ownership off the claims first: a deletion in the same sync may come before that'
            : 'The claims of pods that go stay from now on',
        remedy: when === 'whenDeleted' ? retainFirst(before, 'Delete or scale the StatefulSet in a later commit') : '',
      };
    }
  },
};
