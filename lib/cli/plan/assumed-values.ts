import { worstImpact } from '../../plan/impact';
import type { Change, Finding, Plan } from '../../plan/types';
import type { Unit } from '../../repo/unit';

/**
 * The plan of a chart that nobody describes, or of a unit that such a chart describes. It is applied with other values than its own, which
 * may be placeholders: what the API server says of such a value stops nothing.
 */
export function withAssumedValues(plan: Plan, { kind, file, parent }: Unit): Plan {
  if (!(kind === 'Chart' && file === undefined) && parent?.isAssumed !== true) return plan;
  const isValue = ({ code, impact }: Finding): boolean => code === 'invalid-object' && impact === 'rejected';
  if (!plan.changes.some(({ findings }) => findings.some(isValue))) return plan;
  const eased = plan.changes.map(({ findings }) =>
    findings.map((finding) =>
      isValue(finding)
        ? {
            ...finding,
            impact: 'none' as const,
            message: `${finding.message}. The chart was rendered with its own values, and nothing in this repository says with which values it is applied`,
          }
        : finding,
    ),
  );
  const isRefused = eased.flat().some(({ impact, code }) => impact === 'rejected' && code !== 'rest-of-the-apply');
  const changes = plan.changes.flatMap((change, index): Change[] => {
    const findings = (eased[index] ?? []).filter(({ code }) => isRefused || code !== 'rest-of-the-apply');
    return findings.length === 0
      ? []
      : [{ ...change, findings, impact: worstImpact(findings.map(({ impact }) => impact)) }];
  });
  return { ...plan, changes, impact: worstImpact(changes.map(({ impact }) => impact)) };
}
