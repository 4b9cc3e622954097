import { asObjects, at } from '../../kubernetes/plain';
import { podName } from '../../kubernetes/naming';
import { deletedSince } from './being-deleted';
import type { StatefulSetChange } from './stateful-set-change';
import { ordinalsOf } from './stateful-set-view';

/** Pods that were seen and are not ready, the lowest ordinal first: the controller waits for that one under OrderedReady. */
export function unreadyPods({ before, context }: StatefulSetChange): readonly string[] {
  return ordinalsOf(before)
    .map((ordinal) => podName(before.name, ordinal))
    .filter((name) => {
      const pod = context.pods.get(`${before.namespace}/${name}`);
      // One that has ended, or that is being deleted, the controller replaces by itself.
      if (pod === undefined || deletedSince(pod) !== undefined || ENDED.has(at(pod, 'status', 'phase'))) return false;
      const conditions = asObjects(at(pod, 'status', 'conditions'));
      return !conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    });
}

const ENDED: ReadonlySet<unknown> = new Set(['Failed', 'Succeeded']);
