import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { once } from '../../kubernetes/once';
import { at } from '../../kubernetes/plain';
import { type Changes, isRefused } from './changes';
import type { Context, Side } from './context';
import { keyOf, namespaceOf } from './identity';
import { selectedWorkloads } from './label-index';
import { ofKind } from './of-kind';
import type { Workload } from './workload';

/** Pods of a workload that several disruption budgets select, and did not before. */
export interface BudgetOverlap {
  readonly workload: Workload;
  /** By name. One of them, or the workload, is part of the change. */
  readonly budgets: readonly Manifest[];
}

export function* budgetOverlaps(context: Context, changes: Changes): Iterable<BudgetOverlap> {
  const before = budgetsByWorkload(context.before);
  for (const [key, { workload, budgets: all }] of budgetsByWorkload(context.after)) {
    const budgets = all.filter((budget) => !isRefused(changes.get(keyOf(budget))));
    const isNew = (before.get(key)?.budgets.length ?? 0) < 2;
    const concerned = changes.has(key) || budgets.some((budget) => changes.has(keyOf(budget)));
    if (budgets.length > 1 && isNew && concerned) yield { workload, budgets };
  }
}

interface Selected {
  readonly workload: Workload;
  readonly budgets: readonly Manifest[];
}

const budgetsByWorkload = once((side: Side): ReadonlyMap<string, Selected> => {
  const found = new Map<string, Manifest[]>();
  const workloads = new Map<string, Workload>();
  for (const budget of ofKind(side, 'policy/PodDisruptionBudget')) {
    const selector = at(budget, 'spec', 'selector');
    if (selector === undefined) continue;
    for (const workload of selectedWorkloads(side, namespaceOf(budget), selector)) {
      if (!workload.serves || workload.replicas === 0) continue;
      workloads.set(workload.key, workload);
      addTo(found, workload.key, budget);
    }
  }
  return new Map([...workloads].map(([key, workload]) => [key, { workload, budgets: found.get(key) ?? [] }]));
});
