import { formatPath } from '../../../kubernetes/fields/differences';
import { impactOf, restartedPods, rollout } from '../../facts/restarts';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { deletePod } from '../../remedies/delete-pod';
import { type Remedy, say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { CHECKSUM_NOTE, shownChange } from '../../shown-change';

/** Any other change in the pod template. */
export const POD_TEMPLATE_CHANGED: Rule<StatefulSetChange> = {
  code: 'pod-template-changed',
  title: 'A change in the pod template restarts pods',
  impact: 'restart',
  remedy: 'Nothing, if you want the restart. A partition or OnDelete holds it back',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, getPatch: the bytes of spec.template',
  *check(change): Iterable<Found> {
    const blocked = change.after.strategy === 'RollingUpdate' && !change.after.parallel;
    for (const difference of change.template.filter((each) => !each.sameValue)) {
      const checksum = /checksum|config-hash|configHash/i.test(formatPath(difference.path));
      yield {
        impact: impactOf(change),
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: `${shownChange(difference.before, difference.after)}${checksum ? CHECKSUM_NOTE : ''}. ${rollout(change)}`,
        remedy: impactOf(change) === 'restart' && blocked ? ifStuck(change) : '',
      };
    }
  },
};

/** The first pod that does not become ready stops the rollout, also that of the correction. */
function ifStuck(change: StatefulSetChange): Remedy {
  const first = restartedPods(change)[0] ?? change.after.name;
  return [
    say(
      `Nothing, if you want the restart. If a new pod does not become ready (${first} is the first), revert the change, wait until that is applied, and then: `,
      deletePod(first, change.after.namespace),
      '. The controller does not replace such a pod by itself. Its claims are kept.',
    ),
  ];
}
