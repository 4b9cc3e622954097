import { formatPath } from '../../../kubernetes/fields/differences';
import type { TypedUpdate } from '../../facts/typed-update';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

export const WORKLOAD_RESTARTS: Rule<TypedUpdate> = {
  code: 'workload-restarts',
  title: 'A change in the pod template of a Deployment or DaemonSet restarts its pods',
  impact: 'restart',
  remedy: 'Nothing, if you want the restart',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/{deployment,daemon}',
  *check({ kind, differences }): Iterable<Found> {
    if (kind !== 'Deployment' && kind !== 'DaemonSet') return;
    for (const each of differences) {
      if (each.path[0] !== 'spec' || each.path[1] !== 'template') continue;
      // A Deployment compares templates by value, a DaemonSet by bytes.
      if (each.sameValue && kind === 'Deployment') continue;
      yield {
        path: formatPath(each.path),
        before: each.before,
        after: each.after,
        message: `${shownChange(each.before, each.after)}. New pods replace the old ones`,
      };
    }
  },
};
