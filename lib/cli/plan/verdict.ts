import { IMPACTS, type Change, type Finding, type Impact, type Plan } from '../../plan/types';
import type { Accepted } from './accept';
import type { SidedAcknowledgement } from './acknowledgements';

/** From which impact on a plan fails; `never` only reports. */
export const FAIL_ON = [...IMPACTS, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** A plan with the team's decisions about it. */
export interface Verdict {
  readonly plan: Plan;
  readonly accepted: ReadonlyMap<Finding, SidedAcknowledgement>;
  readonly failOn: FailOn;
  /** The objects with something at or above `failOn` that nobody accepted. */
  readonly failing: readonly Change[];
}

export function judge(plan: Plan, accepted: Accepted, failOn: FailOn): Verdict {
  const fails = (impact: Impact): boolean => failOn !== 'never' && rank(impact) >= rank(failOn);
  const failing = plan.changes.filter((change) =>
    change.findings.length === 0
      ? fails(change.impact)
      : openFindings(change, { accepted: accepted.of }).some(({ impact }) => fails(impact)),
  );
  return { plan, accepted: accepted.of, failOn, failing };
}

/** The findings of a change that nobody accepted. */
export function openFindings(change: Change, { accepted }: Pick<Verdict, 'accepted'>): readonly Finding[] {
  return change.findings.filter((finding) => !accepted.has(finding));
}

export function rank(impact: Impact): number {
  return IMPACTS.indexOf(impact);
}

/** Worst first; equals stay in their order. */
export function worstFirst<T extends { readonly impact: Impact }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => rank(b.impact) - rank(a.impact));
}
