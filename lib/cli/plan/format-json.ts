import type { Change, Finding } from '../../plan/types';
import type { Verdict } from './verdict';

/** The plan as JSON: always the same keys in the same order, `before` and `after` where there is such a value. */
export function formatJson({ plan, accepted }: Verdict): string {
  const finding = (item: Finding): object => {
    const acknowledged = accepted.get(item);
    return {
      code: item.code,
      impact: item.impact,
      path: item.path,
      ...(item.before === undefined ? {} : { before: item.before }),
      ...(item.after === undefined ? {} : { after: item.after }),
      message: item.message,
      remedy: item.remedy,
      ...(acknowledged === undefined
        ? {}
        : { acknowledged: { reason: acknowledged.reason, expires: acknowledged.expires } }),
    };
  };
  const change = ({ object, impact, findings, pods, claims }: Change): object => ({
    object,
    impact,
    findings: findings.map(finding),
    pods: { created: pods.created, restarted: pods.restarted, deleted: pods.deleted },
    claims: { created: claims.created, resized: claims.resized, orphaned: claims.orphaned, deleted: claims.deleted },
  });
  return `${JSON.stringify({ kubernetes: plan.kubernetes, impact: plan.impact, changes: plan.changes.map(change) }, null, 2)}\n`;
}
