import { at } from '../../kubernetes/plain';
import { keyOf } from './identity';
import type { StatefulSetChange } from './stateful-set-change';

/** Whether a pod may still wait for the revision that its StatefulSet has now: yes, unless both were seen and it runs that one. */
export function mayWait({ context, manifestAfter, after }: StatefulSetChange, pod: string): boolean {
  const wanted = at(context.live.get(keyOf(manifestAfter)), 'status', 'updateRevision');
  const runs = at(context.pods.get(`${after.namespace}/${pod}`), 'metadata', 'labels', 'controller-revision-hash');
  return wanted === undefined || runs === undefined || wanted !== runs;
}
