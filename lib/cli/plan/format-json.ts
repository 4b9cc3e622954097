import type { Change, Finding } from '../../plan/types';
import { LOG_COMMAND } from '../../messages/line';
import { printable } from '../../messages/text';
import { remedyText } from '../../plan/remedy';
import { worstImpact } from '../../plan/impact';
import type { Unit } from '../../repo/unit';
import type { PlaceFinder } from './places';
import type { ClusterReport } from './run';
import { unitFacts } from './unit-title';
import type { Verdict } from './verdict';

/**
 * The plan as JSON: always the same keys in the same order, `before` and `after` where there is such a value. Of several
 * clusters the worst impact and the plans, each with the name of its cluster first.
 */
export function formatJson(reports: readonly ClusterReport[]): string {
  const [first] = reports;
  const value =
    first?.unit !== undefined || first === undefined
      ? {
          impact: worstImpact(reports.map(({ verdict }) => verdict.plan.impact)),
          units: reports.map(({ cluster, unit, verdict, places }) => ({
            unit: cluster,
            ...unitOf(unit),
            ...planOf(verdict, places),
          })),
        }
      : reports.length === 1
        ? planOf(first.verdict, first.places)
        : {
            impact: worstImpact(reports.map(({ verdict }) => verdict.plan.impact)),
            clusters: reports.map(({ cluster, verdict, places }) => ({ cluster, ...planOf(verdict, places) })),
          };
  return `${shownAsCodes(JSON.stringify(value, null, 2))}\n`;
}

function unitOf(unit: Unit | undefined): object {
  return unit === undefined ? {} : Object.fromEntries(unitFacts(unit));
}

function planOf({ plan, accepted }: Verdict, places: PlaceFinder | undefined): object {
  const finding = (item: Finding, change: Change): object => {
    const place = places?.of(change, item);
    const acknowledged = accepted.get(item);
    return {
      code: item.code,
      impact: item.impact,
      path: item.path,
      ...(item.before === undefined ? {} : { before: item.before }),
      ...(item.after === undefined ? {} : { after: item.after }),
      message: item.message,
      remedy: remedyText(item.remedy),
      ...(acknowledged === undefined
        ? {}
        : {
            acknowledged: {
              reason: acknowledged.reason,
              expires: acknowledged.expires,
              ...(acknowledged.inThisChange === undefined ? {} : { inThisChange: acknowledged.inThisChange }),
            },
          }),
      ...(place === undefined ? {} : { file: place.file, line: place.line }),
    };
  };
  const change = (each: Change): object => {
    const { object, impact, findings, pods, claims } = each;
    return {
      object,
      impact,
      findings: findings.map((item) => finding(item, each)),
      pods: { created: pods.created, restarted: pods.restarted, deleted: pods.deleted },
      claims: { created: claims.created, resized: claims.resized, orphaned: claims.orphaned, deleted: claims.deleted },
    };
  };
  return { kubernetes: plan.kubernetes, impact: plan.impact, changes: plan.changes.map(change) };
}

/** What a terminal or a pipeline's log would act on is written as its code, which means the same in JSON. */
export function shownAsCodes(json: string): string {
  return printable(json).replace(LOG_COMMAND, '#\\u0023');
}
