import { groupKindOf } from '../../../kubernetes/object-kind';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const CLASS_EXPANSION_CHANGED: Rule<Lifecycle> = {
  code: 'class-expansion-changed',
  title: 'Whether the claims of a class may grow changes',
  impact: 'update',
  remedy: 'Nothing: existing volumes stay as they are',
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
        ? 'Claims of this class may grow from now on, those that are there already too, if the driver can expand volumes'
        : 'The API server refuses from now on that a claim of this class grows',
    };
  },
};
