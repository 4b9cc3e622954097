import type { BudgetChange } from '../../facts/disruption-budget';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const BUDGET_BLOCKS_DRAIN: Rule<BudgetChange> = {
  code: 'budget-blocks-drain',
  title: 'A disruption budget allows no eviction',
  impact: 'update',
  remedy: 'Allow one pod to be unavailable, or run one replica more than the budget keeps',
  versions: ALL_VERSIONS,
  source: 'disruption controller and eviction API, measured on 1.30 and 1.37',
  *check({ before, after }): Iterable<Found> {
    if (after.evictable > 0 || (before !== undefined && before.evictable <= 0)) return;
    const spec = after.budget['spec'] as Readonly<Record<string, unknown>>;
    const field = ['minAvailable', 'maxUnavailable'].find((name) => spec[name] !== undefined);
    const pods = after.pods === 1 ? 'its only pod' : `all ${after.pods} pods`;
    yield {
      path: field === undefined ? 'spec' : `spec.${field}`,
      ...(field === undefined ? {} : { after: spec[field] }),
      message: `This budget keeps ${pods} of ${listing(after.workloads.map(({ label }) => label))} from being evicted. A drain of their nodes waits for ever, and so does an upgrade of the nodes`,
      remedy: after.workloads.some(({ kind }) => kind === 'Pod')
        ? 'Write minAvailable as a number below that of the pods. For pods without a controller, maxUnavailable and percentages allow no eviction at all.'
        : 'Set maxUnavailable: 1, or run one replica more than the budget keeps. The budget does not limit rollouts.',
    };
  },
};
