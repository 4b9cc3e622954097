import { restartedPods } from '../../facts/restarts';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { unreadyPods } from '../../facts/unready-pods';
import { deletePod } from '../../remedies/delete-pod';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** A pod that is not ready stops the rollout before it begins, also that of its correction. */
export const ROLLOUT_WAITS_FOR_POD: Rule<StatefulSetChange> = {
  code: 'rollout-waits-for-pod',
  title: 'The rollout waits for a pod that is not ready now',
  impact: 'restart',
  remedy: 'If the pod cannot become ready by itself, delete it after the change is applied',
  versions: ALL_VERSIONS,
  source: 'kubernetes/kubernetes#67250; measured on 1.37 with a rollout that was stuck, reverted and corrected',
  *check(change): Iterable<Found> {
    const { after } = change;
    const [pod] = unreadyPods(change);
    if (pod === undefined || after.parallel || restartedPods(change).length === 0) return;
    yield {
      path: 'spec.template',
      message: `${pod} is not ready now, and under OrderedReady the controller waits for it before it replaces any pod. If it cannot become ready by itself, nothing rolls out, not even a correction or a revert`,
      remedy: [
        say(
          `If ${pod} cannot become ready by itself, apply the change, and then: `,
          deletePod(pod, after.namespace),
          '. Its claims are kept.',
        ),
      ],
    };
  },
};
