import { formatPath } from '../../../kubernetes/fields/differences';
import { at, textOf } from '../../../kubernetes/plain';
import { word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';
import { restartedPods, type StatefulSetChange } from '../../facts/stateful-set-change';

const SOURCE = 'pkg/controller/statefulset/stateful_set_utils.go, getPatch: the bytes of spec.template';

/** How the controller rolls a new revision out, as the end of a message. */
export function rollout(change: StatefulSetChange): string {
  const { after } = change;
  if (after.strategy === 'OnDelete') return 'Under OnDelete each pod gets it when it is deleted';
  const pods = restartedPods(change);
  if (pods.length === 0)
    return after.replicas === 0 ? 'No pod runs' : `No pod is at or above the partition ${after.partition}`;
  const unavailable = at(after.spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable') ?? 1;
  const pace =
    unavailable === 1 ? 'each after the one before is ready' : `with up to ${textOf(unavailable)} down at a time`;
  return pods.length === 1 ? `Restarts ${listing(pods)}` : `Restarts ${listing(pods)}, in this order, ${pace}`;
}

function impactOf(change: StatefulSetChange): 'restart' | 'update' {
  return restartedPods(change).length > 0 ? 'restart' : 'update';
}

function deletePod(change: StatefulSetChange): string {
  const { name, namespace } = change.after;
  return `kubectl delete pod ${word(restartedPods(change)[0] ?? name)} -n ${word(namespace)}`;
}

const WRITE_IT_BACK = 'Write the value as it stands before, and no pod restarts';

/** The same value in other words: another revision all the same. */
export const SAME_VALUE_RESTART: Rule<StatefulSetChange> = {
  code: 'restart-without-change',
  title: 'The same value in another notation restarts pods',
  impact: 'restart',
  remedy: WRITE_IT_BACK,
  versions: ALL_VERSIONS,
  source: `${SOURCE}; measured on 1.27 and 1.37`,
  *check(change): Iterable<Found> {
    for (const difference of change.template.filter((each) => each.sameValue)) {
      yield {
        impact: impactOf(change),
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: `${show(difference.before)} → ${show(difference.after)} is the same value, but other bytes in the pod template. ${rollout(change)}`,
        remedy: `${WRITE_IT_BACK}.`,
      };
    }
  },
};

/** Any other change in the pod template. */
export const TEMPLATE_CHANGED: Rule<StatefulSetChange> = {
  code: 'pod-template-changed',
  title: 'A change in the pod template restarts pods',
  impact: 'restart',
  remedy: 'Nothing, if the restart is meant. A partition or OnDelete holds it back',
  versions: ALL_VERSIONS,
  source: SOURCE,
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
