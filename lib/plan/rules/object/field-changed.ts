import { formatPath } from '../../../kubernetes/fields/differences';
import type { TypedUpdate } from '../../facts/typed-update';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

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
        message: `${shownChange(each.before, each.after)}${each.sameValue ? ': the same value in another notation' : ''}`,
      };
    }
  },
};
