import { podName } from '../../kubernetes/naming';
import { at, textOf } from '../../kubernetes/plain';
import { listing } from '../show';
import { runsAlready } from './known-revision';
import { keptOrdinals, type StatefulSetChange } from './stateful-set-change';

/** Pods of a changed template that do not run it already, from the highest ordinal down to the partition, that are there before and after. */
export function restartedPods(change: StatefulSetChange): readonly string[] {
  const { after } = change;
  if (change.template.length === 0 || after.strategy === 'OnDelete') return [];
  return rolledPods(change).filter((pod) => !runsAlready(change, pod));
}

/** Pods that a rollout reaches. */
function rolledPods({ before, after }: StatefulSetChange): readonly string[] {
  return keptOrdinals(before, after)
    .filter((ordinal) => ordinal - after.start >= after.partition)
    .reverse()
    .map((ordinal) => podName(after.name, ordinal));
}

/** How the controller rolls a new revision out, as the end of a message. */
export function rollout(change: StatefulSetChange): string {
  const { after } = change;
  const stay = rolledPods(change).filter((pod) => runsAlready(change, pod));
  if (after.strategy === 'OnDelete' && (stay.length === 0 || stay.length < after.replicas))
    return 'No pod restarts by itself (OnDelete): each pod gets the change when you delete it';
  const pods = restartedPods(change);
  const note =
    stay.length === 0 ? '' : `. ${listing(stay)} already ${stay.length === 1 ? 'runs' : 'run'} this template`;
  if (pods.length === 0 && note !== '') return `No pod restarts${note}`;
  if (pods.length === 0)
    return after.replicas === 0
      ? 'No pod is running'
      : `No pod restarts: no existing pod has an ordinal at or above the partition ${after.partition}`;
  const unavailable = at(after.spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable') ?? 1;
  const pace =
    unavailable === 1 ? 'each once the one before it is ready' : `with up to ${textOf(unavailable)} down at a time`;
  const order = pods.length === 1 ? '' : `, in this order, ${pace}`;
  return `Restarts ${listing(pods)}${order}${note}`;
}

/** What a new revision does: nothing to a pod where none is rolled. */
export function impactOf(change: StatefulSetChange): 'restart' | 'update' {
  return restartedPods(change).length > 0 ? 'restart' : 'update';
}
