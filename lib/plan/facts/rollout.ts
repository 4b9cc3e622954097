import { deepEqual } from '../../kubernetes/plain';
import { replacesEveryPod, type Workload } from './workload';

/** Which templates the pods of one workload are of, while a change is rolled out. */
export interface Rollout {
  /** Undefined if the change creates it. */
  readonly before: Workload | undefined;
  /** Undefined if the change deletes it. */
  readonly after: Workload | undefined;
  /** The API server refuses the change: the pods stay of the old template. */
  readonly refused: boolean;
  /** The templates of pods right after the change is applied. A workload that is created has none ready yet. */
  readonly atOnce: readonly Workload[];
  /** The templates that pods may have once the rollout has ended. Several under a partition, or OnDelete. */
  readonly atEnd: readonly Workload[];
}

export function rolloutOf(before: Workload | undefined, after: Workload | undefined, refused: boolean): Rollout {
  const base = { before, after, refused };
  if (before === undefined) return { ...base, atOnce: [], atEnd: after === undefined || refused ? [] : [after] };
  if (refused) return { ...base, atOnce: [before], atEnd: [before] };
  if (after === undefined) return { ...base, atOnce: [], atEnd: [] };
  if (!changesPods(before, after)) return { ...base, atOnce: [after], atEnd: [after] };
  // Pods of the old template, as many of them as the new number of replicas leaves.
  const old: Workload = { ...before, replicas: after.replicas };
  return { ...base, atOnce: [old], atEnd: replacesEveryPod(after) ? [after] : [old, after] };
}

/** Whether pods are replaced. What a default adds is no difference here that matters to who answers or what is needed. */
export function changesPods(before: Workload, after: Workload): boolean {
  return !deepEqual(before.labels, after.labels) || !deepEqual(before.pod, after.pod);
}
