import { at, textOf } from '../../kubernetes/plain';
import { listing } from '../show';
import { type StatefulSetChange, restartedPods } from './stateful-set-change';

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

/** What a new revision does: nothing to a pod where none is rolled. */
export function impactOf(change: StatefulSetChange): 'restart' | 'update' {
  return restartedPods(change).length > 0 ? 'restart' : 'update';
}
