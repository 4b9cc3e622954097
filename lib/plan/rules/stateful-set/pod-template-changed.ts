import { formatPath } from '../../../kubernetes/fields/differences';
import { impactOf, rollout } from '../../facts/restarts';
import { type StatefulSetChange, restartedPods } from '../../facts/stateful-set-change';
import { word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

function deletePod(change: StatefulSetChange): string {
  const { name, namespace } = change.after;
  return `kubectl delete pod ${word(restartedPods(change)[0] ?? name)} -n ${word(namespace)}`;
}

/** Any other change in the pod template. */
export const POD_TEMPLATE_CHANGED: Rule<StatefulSetChange> = {
  code: 'pod-template-changed',
  title: 'A change in the pod template restarts pods',
  impact: 'restart',
  remedy: 'Nothing, if the restart is meant. A partition or OnDelete holds it back',
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
        message: `${show(difference.before)} → ${show(difference.after)}${checksum ? ' (a checksum: the configuration it stands for changed)' : ''}. ${rollout(change)}`,
        remedy:
          impactOf(change) === 'restart' && blocked
            ? `Nothing, if the restart is meant. If a new pod does not become ready (${restartedPods(change)[0] ?? ''} is the first), take the change back, let that be applied, and then: ${deletePod(change)}. The controller waits for that pod and does not replace it by itself; its claims stay.`
            : '',
      };
    }
  },
};
