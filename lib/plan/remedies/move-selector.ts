import type { Manifest } from '../../kubernetes/manifest';
import { selectorOf } from '../facts/endpoints';
import type { Workload } from '../facts/workload';
import { listing } from '../show';

/** The steps, after a colon: how a Service comes to select these pods by this selector without being without one of them for a moment. */
export function moveSelector(service: Manifest, pods: readonly Workload[]): string {
  const wanted = Object.entries(selectorOf(service) ?? {});
  const taken = wanted.filter(([label, value]) =>
    pods.some(({ labels }) => labels[label] !== undefined && labels[label] !== value),
  );
  if (taken.length === 0) {
    return 'first add the new labels to the pod template and wait until the rollout has ended, then change the selector.';
  }
  const names = listing(taken.map(([label]) => `'${label}'`));
  return `first add a label with a new name to the pod template and wait until the rollout has ended. Then select the pods by that label alone. Change ${names} last: a pod has only one value of it at a time.`;
}
