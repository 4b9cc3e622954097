import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** An accepted update of an object whose fields are known, but not judged one by one. */
export interface TypedUpdate {
  readonly kind: string;
  readonly differences: readonly Difference[];
}

export const WORKLOAD_RESTARTS: Rule<TypedUpdate> = {
  code: 'workload-restarts',
  title: 'A change in the pod template of a Deployment or DaemonSet restarts its pods',
  impact: 'restart',
  remedy: 'Nothing, if the restart is meant',
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
        message: `${show(each.before)} → ${show(each.after)}. New pods take the place of the old ones`,
      };
    }
  },
};

export const FIELD_CHANGED: Rule<TypedUpdate> = {
  code: 'field-changed',
  title: 'A field changes in place',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'the API server',
  *check({ kind, differences }): Iterable<Found> {
    for (const each of differences) {
      const template = each.path[0] === 'spec' && each.path[1] === 'template';
      if (template && (kind === 'Deployment' || kind === 'DaemonSet') && !(each.sameValue && kind === 'Deployment'))
        continue;
      yield {
        path: formatPath(each.path),
        ...(each.sameValue ? { impact: 'none' as const } : {}),
        before: each.before,
        after: each.after,
        message: `${show(each.before)} → ${show(each.after)}${each.sameValue ? ': the same value in another notation' : ''}`,
      };
    }
  },
};
