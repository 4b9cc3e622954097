import type { Plan } from '../../plan/types';
import { shownValue } from './marks';

/** A plan for people: `***` in the place of every secret value. */
export function shownPlan(plan: Plan): Plan {
  return shownValue({
    ...plan,
    changes: plan.changes.map((change) => ({
      ...change,
      findings: change.findings.map((finding) => shownValue(finding, finding.before, finding.after)),
    })),
  });
}
