import { at } from '../../kubernetes/plain';
import { runsAlready } from './known-revision';
import { keyOf } from './identity';
import type { StatefulSetChange } from './stateful-set-change';

/**
 * Whether a pod may still wait for the revision that its StatefulSet has: yes, unless both were seen and it runs that one, or the one
 * that the change goes back to.
 */
export function mayWait(change: StatefulSetChange, pod: string): boolean {
  if (runsAlready(change, pod)) return false;
  const { context, manifestAfter, after } = change;
  const wanted = at(context.live.get(keyOf(manifestAfter)), 'status', 'updateRevision');
  const runs = at(context.pods.get(`${after.namespace}/${pod}`), 'metadata', 'labels', 'controller-revision-hash');
  return wanted === undefined || runs === undefined || wanted !== runs;
}
