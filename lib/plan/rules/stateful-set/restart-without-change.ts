import { formatPath } from '../../../kubernetes/fields/differences';
import { impactOf, rollout } from '../../facts/restarts';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

const WRITE_IT_BACK = 'Write the value as it is in BEFORE, and no pod restarts';

/** The same value in other words: another revision all the same. */
export const RESTART_WITHOUT_CHANGE: Rule<StatefulSetChange> = {
  code: 'restart-without-change',
  title: 'The same value in another notation restarts pods',
  impact: 'restart',
  remedy: WRITE_IT_BACK,
  versions: ALL_VERSIONS,
  source: `pkg/controller/statefulset/stateful_set_utils.go, getPatch: the bytes of spec.template; measured on 1.27 and 1.37`,
  *check(change): Iterable<Found> {
    for (const difference of change.template.filter((each) => each.sameValue)) {
      yield {
        impact: impactOf(change),
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: `${shownChange(difference.before, difference.after)} is the same value in another notation, but the bytes of the pod template change. ${rollout(change)}`,
        remedy: `${WRITE_IT_BACK}.`,
      };
    }
  },
};
