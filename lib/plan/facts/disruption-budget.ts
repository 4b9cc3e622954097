import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { at } from '../../kubernetes/plain';
import { autoscalersOf } from './autoscaler';
import type { Context, Side } from './context';
import { namespaceOf } from './identity';
import { type Changes, isRefused } from './changes';
import { selectedWorkloads } from './label-index';
import type { Workload } from './workload';

/** A disruption budget with the pods that it counts. */
export interface Budget {
  readonly budget: Manifest;
  readonly workloads: readonly Workload[];
  readonly pods: number;
  /** How many of them may be evicted if all are ready. */
  readonly evictable: number;
}

/** A budget of the new side, with itself before. */
export interface BudgetChange {
  readonly before: Budget | undefined;
  readonly after: Budget;
}

/** Budgets that change, or whose pods do. */
export function* budgetChanges(context: Context, changes: Changes): Iterable<BudgetChange> {
  for (const [key, object] of context.after) {
    if (groupKindOf(object) !== 'policy/PodDisruptionBudget' || isRefused(changes.get(key))) continue;
    const after = budgetOf(object, context.after);
    if (after === undefined) continue;
    if (!changes.has(key) && !after.workloads.some((workload) => changes.has(workload.key))) continue;
    const old = context.before.get(key);
    yield { before: old === undefined ? undefined : budgetOf(old, context.before), after };
  }
}

/** Undefined if nobody can know how many pods there are: none declared, or an autoscaler decides. */
function budgetOf(budget: Manifest, side: Side): Budget | undefined {
  const selector = at(budget, 'spec', 'selector');
  if (selector === undefined) return undefined;
  const workloads = selectedWorkloads(side, namespaceOf(budget), selector).filter(
    (each) => each.serves && each.kind !== 'DaemonSet',
  );
  const counts = workloads.map((workload) => countOf(workload, side));
  if (counts.length === 0 || counts.some((count) => count === undefined)) return undefined;
  const pods = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return pods === 0 ? undefined : { budget, workloads, pods, evictable: pods - healthyPods(budget, pods, workloads) };
}

/** One pod is the default of every kind that has `replicas`. */
function countOf(workload: Workload, side: Side): number | undefined {
  return autoscalersOf(side).has(workload.key) ? undefined : (workload.replicas ?? 1);
}

/** Pods that must stay; percentages of both fields round up. Without either field all must. */
function healthyPods(budget: Manifest, pods: number, workloads: readonly Workload[]): number {
  const [min, max] = [at(budget, 'spec', 'minAvailable'), at(budget, 'spec', 'maxUnavailable')];
  // Only a controller says how many pods there should be: of bare pods nobody knows what a share is.
  if (typeof min !== 'number' && workloads.some(({ kind }) => kind === 'Pod')) return pods;
  if (min !== undefined) return Math.min(pods, amountOf(min, pods));
  return max === undefined ? pods : Math.max(0, pods - amountOf(max, pods));
}

function amountOf(value: unknown, pods: number): number {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? Number(value) : Math.ceil((Number(percent) * pods) / 100);
}
