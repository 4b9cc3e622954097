import { groupKindOf } from '../../../kubernetes/object-kind';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const CLASS_EXPANSION_CHANGED: Rule<Lifecycle> = {
  code: 'class-expansion-changed',
  title: 'A storage class begins or stops to allow expansion',
  impact: 'update',
  remedy: 'Nothing: existing volumes do not change',
  versions: ALL_VERSIONS,
  source: 'plugin/pkg/admission/storage/persistentvolume/resize',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after === undefined || groupKindOf(before) !== 'storage.k8s.io/StorageClass') return;
    const [from, to] = [before, after].map((each) => each['allowVolumeExpansion'] === true);
    if (from === to) return;
    yield {
      path: 'allowVolumeExpansion',
      before: from,
      after: to,
      message: to
        ? 'From now on claims of this class may grow, existing ones too, if the driver can expand volumes'
        : 'From now on the API server refuses to let a claim of this class grow',
    };
  },
};
