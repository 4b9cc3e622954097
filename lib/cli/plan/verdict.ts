import { IMPACTS, type Change, type Impact, type Plan } from '../../plan/types';
import type { Accepted, Acknowledgement } from './acknowledgements';
import type { Finding } from '../../plan/types';

/** From which impact on a plan fails; `never` only reports. */
export const FAIL_ON = [...IMPACTS, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** A plan with the team's decisions about it. */
export interface Verdict {
  readonly plan: Plan;
  readonly accepted: ReadonlyMap<Finding, Acknowledgement>;
  readonly failOn: FailOn;
  /** The objects with something at or above `failOn` that nobody accepted. */
  readonly failing: readonly Change[];
}

export function judge(plan: Plan, accepted: Accepted, failOn: FailOn): Verdict {
  const failing =
    failOn === 'never'
      ? []
      : plan.changes.filter((change) =>
          openImpacts(change, accepted.of).some((impact) => rank(impact) >= rank(failOn)),
        );
  return { plan, accepted: accepted.of, failOn, failing };
}

/** The impacts of a change that stand: those of its findings that nobody accepted, or its own where it has none. */
function openImpacts(change: Change, accepted: ReadonlyMap<Finding, Acknowledgement>): Impact[] {
  return change.findings.length === 0
    ? [change.impact]
    : change.findings.filter((finding) => !accepted.has(finding)).map(({ impact }) => impact);
}

export function rank(impact: Impact): number {
  return IMPACTS.indexOf(impact);
}

/** Worst first; equals stay in their order. */
export function worstFirst<T extends { readonly impact: Impact }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => rank(b.impact) - rank(a.impact));
}
