import { formatPath } from '../../../kubernetes/fields/differences';
import type { Upgraded } from '../../facts/upgraded';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

export const DEFAULT_DIFFERS: Rule<Upgraded> = {
  code: 'default-differs',
  title: 'The new version of Kubernetes has another default',
  impact: 'none',
  remedy: 'Write the value that you want',
  versions: `${ALL_VERSIONS}; with --from`,
  source: 'pkg/apis/*/v1/defaults.go; run with API servers 1.30 and 1.37',
  *check({ defaults, from, kubernetes }): Iterable<Found> {
    for (const { path, before, after } of defaults) {
      yield {
        path: formatPath(path),
        before,
        after,
        message: `${shownChange(before, after)}. Kubernetes ${kubernetes} fills this in if the object is deleted and created again. The existing object keeps the default of ${from}`,
        remedy: 'Write the value that you want into the manifest.',
      };
    }
  },
};
