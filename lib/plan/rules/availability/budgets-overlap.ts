import type { BudgetOverlap } from '../../facts/budget-overlaps';
import { nameOf } from '../../facts/identity';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

export const BUDGETS_OVERLAP: Rule<BudgetOverlap> = {
  code: 'budgets-overlap',
  title: 'Several disruption budgets select the same pods',
  impact: 'update',
  remedy: 'Keep one budget for each pod',
  versions: ALL_VERSIONS,
  source: 'eviction API, measured on 1.30 and 1.37: it evicts no pod that has more than one budget',
  *check({ workload, budgets }): Iterable<Found> {
    yield {
      path: 'spec.selector',
      message: `The budgets ${listing(budgets.map((budget) => show(nameOf(budget))))} select the pods of ${workload.label}. The API server never evicts a pod with more than one budget, so a drain of their nodes waits for ever`,
      remedy: 'Keep only one of these budgets, or change their selectors so that each pod has one.',
    };
  },
};
