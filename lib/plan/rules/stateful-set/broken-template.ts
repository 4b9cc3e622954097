import { isImageReference } from '../../../kubernetes/image-tag';
import { asText } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { templateErrors } from '../../../kubernetes/validation/stateful-set';
import type { Context } from '../../facts/context';
import { keyedPath } from '../../keyed-path';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';
import { restartedPods, type StatefulSetChange } from '../../facts/stateful-set-change';
import { containersOf, podsOf, type StatefulSetView } from '../../facts/stateful-set-view';

/** Why pods of a template cannot run, although the API server takes it. */
interface Flaw {
  readonly path: string;
  readonly reason: string;
  /** No pod is made at all; otherwise one is made that never becomes ready. */
  readonly impossible: boolean;
}

function flawsOf(set: StatefulSetView, { minor }: Context): readonly Flaw[] {
  const object = { spec: set.spec };
  const refused = templateErrors(set.spec, minor).list.map((error) => ({
    path: keyedPath(object, error.field),
    reason: `the API server will refuse it: ${formatFieldError(error)}`,
    impossible: true,
  }));
  const unreadable = containersOf(set).flatMap(({ list, container }) => {
    const image = asText(container['image']) ?? '';
    const path = `spec.template.spec.${list}[${asText(container['name']) ?? ''}].image`;
    return image === '' || isImageReference(image)
      ? []
      : [{ path, reason: `${show(image)} is no image reference (InvalidImageName)`, impossible: false }];
  });
  return [...refused, ...unreadable];
}

/** A template of which no pod can run: the rollout stops at its first pod. */
export const BROKEN_TEMPLATE: Rule<StatefulSetChange> = {
  code: 'template-cannot-run',
  title: 'A template of which no pod can run',
  impact: 'restart',
  remedy: 'Correct the field; where a pod of it is already there, delete that pod after the correction',
  versions: `${ALL_VERSIONS}; from 1.34 on the API server refuses most of them`,
  source: 'pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet; pod validation; kubelet image pull',
  *check(change): Iterable<Found> {
    const { before, after, context } = change;
    const flaws = flawsOf(after, context);
    const had = flawsOf(before, context);
    const old = new Set(had.map(({ reason }) => reason));
    const [first] = restartedPods(change);
    const stuck = had.find(({ impossible }) => !impossible);
    if (flaws.length === 0 && stuck !== undefined && first !== undefined && !after.parallel) {
      yield {
        path: stuck.path,
        message: `No pod of the template before could start: ${stuck.reason}. Where its rollout had begun, ${first} is stuck, and under OrderedReady this change alone does not heal it`,
        remedy: `After the change: kubectl delete pod ${first} -n ${after.namespace}`,
      };
    }
    for (const { path, reason, impossible } of flaws) {
      if (old.has(reason)) continue;
      yield {
        impact: first === undefined ? 'update' : 'restart',
        path,
        message:
          first === undefined
            ? `Pods of this template ${impossible ? 'cannot be made' : 'do not start'}: ${reason}`
            : impossible
              ? `${first} is deleted, and no pod of this template can be made in its place: ${reason}. The rollout stops there`
              : `${first} comes back and does not start: ${reason}. The rollout stops there`,
        remedy:
          impossible || first === undefined || after.parallel
            ? 'Correct the field.'
            : `Correct the field. Once ${first} is stuck, the correction alone does not heal it: kubectl delete pod ${first} -n ${after.namespace}`,
      };
    }
  },
};

export function* brokenOnCreate(set: StatefulSetView, context: Context): Iterable<Found> {
  for (const { path, reason, impossible } of flawsOf(set, context)) {
    const pods = set.parallel ? podsOf(set) : podsOf(set).slice(0, 1);
    yield {
      path,
      message: `${listing(pods)} ${impossible ? 'cannot be made' : are(pods, 'do not start', 'does not start')}: ${reason}`,
      remedy: 'Correct the field.',
    };
  }
}
