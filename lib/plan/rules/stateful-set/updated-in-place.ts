import { formatPath } from '../../../kubernetes/fields/differences';
import { type StatefulSetChange, addedOrdinals, removedOrdinals } from '../../facts/stateful-set-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

const SAID_BY_OTHERS = new Set(['spec.replicas', 'spec.ordinals.start', 'spec.ordinals']);

/** What changes nothing for pods and claims. */
export const UPDATED_IN_PLACE: Rule<StatefulSetChange> = {
  code: 'updated-in-place',
  title: 'A field changes in place, no pod restarts',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go: nothing outside spec.template makes a revision',
  *check({ rest, before, after }): Iterable<Found> {
    const samePods = addedOrdinals(before, after).length + removedOrdinals(before, after).length === 0;
    for (const difference of rest) {
      const path = formatPath(difference.path);
      if (SAID_BY_OTHERS.has(path) && !samePods) continue;
      yield {
        path,
        ...(difference.sameValue ? { impact: 'none' as const } : {}),
        before: difference.before,
        after: difference.after,
        message: `${shownChange(difference.before, difference.after)}${difference.sameValue ? ': the same value in another notation' : ''}. No pod restarts`,
      };
    }
  },
};
