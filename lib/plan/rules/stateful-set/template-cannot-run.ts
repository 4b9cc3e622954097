import { deletePod } from '../../remedies/delete-pod';
import { say } from '../../remedy';
import { restartedPods } from '../../facts/restarts';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { podsOf } from '../../facts/stateful-set-view';
import { flawsOf } from '../../facts/template-flaws';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** A pod template from which no pod can run: the rollout stops at its first pod. */
export const TEMPLATE_CANNOT_RUN: Rule<StatefulSetChange | SetCreated> = {
  code: 'template-cannot-run',
  title: 'A pod template from which no pod can run',
  impact: 'outage',
  remedy: 'Correct the field. If a pod of this template already exists, delete it after the correction',
  versions: `${ALL_VERSIONS}; from 1.34 on the API server refuses most of them`,
  source: 'pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet; pod validation; kubelet image pull',
  check: (subject) => ('set' in subject ? brokenOnCreate(subject) : brokenOnUpdate(subject)),
};

function* brokenOnUpdate(change: StatefulSetChange): Iterable<Found> {
  const { before, after, context } = change;
  const flaws = flawsOf(after, context);
  const had = flawsOf(before, context);
  const old = new Set(had.map(({ reason }) => reason));
  const [first] = restartedPods(change);
  const stuck = had.find(({ impossible }) => !impossible);
  if (flaws.length === 0 && stuck !== undefined && first !== undefined && !after.parallel) {
    yield {
      // The change repairs the template, and only a pod that is stuck already needs a hand.
      impact: 'restart',
      path: stuck.path,
      message: `No pod of the old template could start: ${stuck.reason}. If its rollout had begun, ${first} is stuck. With OrderedReady this change does not repair the rollout: also delete that pod, or it stays stuck`,
      remedy: [say('After the change: ', deletePod(first, after.namespace))],
    };
  }
  for (const { path, reason, impossible } of flaws) {
    if (old.has(reason)) continue;
    yield {
      impact: first === undefined ? 'update' : 'outage',
      path,
      message:
        first === undefined
          ? `Pods of this template ${impossible ? 'cannot be created' : 'do not start'}: ${reason}`
          : impossible
            ? `${first} is deleted, and no new pod can be created from this template: ${reason}. The rollout stops there`
            : `${first} is deleted, and its new pod does not start: ${reason}. The rollout stops there`,
      remedy:
        impossible || first === undefined || after.parallel
          ? 'Correct the field.'
          : [
              say(
                `Correct the field. Once ${first} is stuck, the correction alone does not repair it: `,
                deletePod(first, after.namespace),
              ),
            ],
    };
  }
}

function* brokenOnCreate({ set, context }: SetCreated): Iterable<Found> {
  for (const { path, reason, impossible } of flawsOf(set, context)) {
    const pods = set.parallel ? podsOf(set) : podsOf(set).slice(0, 1);
    yield {
      impact: 'create',
      path,
      message: `${listing(pods)} ${impossible ? 'cannot be created' : are(pods, 'do not start', 'does not start')}: ${reason}`,
      remedy: 'Correct the field.',
    };
  }
}
