import { createColors } from 'picocolors';
import type { Finding, Impact } from '../../plan/types';
import { remedyText } from '../../plan/remedy';
import { line } from '../../messages/line';
import type { ClusterReport } from './run';
import { worstFirst, type Verdict } from './verdict';
import {
  acceptedWords,
  countImpacts,
  effectsOf,
  exceptAccepted,
  meaningOf,
  plural,
  remedyAfter,
  onLine,
  someOf,
} from './words';

/** The plan for a terminal: the worst first, and the last line says whether the pipeline goes on. */
export function formatText(reports: readonly ClusterReport[], color: boolean): string {
  const [first] = reports;
  if (reports.length === 1 && first !== undefined) {
    return formatPlan(first.verdict, color);
  }
  const c = createColors(color);
  const sections = reports.map(
    ({ cluster, verdict }) => `${c.bold(`Cluster ${line(cluster ?? '')}`)}\n${formatPlan(verdict, color)}`,
  );
  const stopped = reports.filter(({ verdict }) => verdict.failing.length > 0);
  const last =
    stopped.length === 0
      ? c.green('No cluster stops.')
      : c.red(`Stop: ${someOf(stopped.map(({ cluster }) => cluster ?? ''))}.`);
  const impacts = reports.map(({ cluster, verdict }) => `${cluster ?? ''} ${verdict.plan.impact}`);
  return `${sections.join('\n')}\n${plural(reports.length, 'cluster')} (${someOf(impacts, 20)}). ${last}\n`;
}

function formatPlan(verdict: Verdict, color: boolean): string {
  const c = createColors(color);
  const paint = (impact: Impact, text: string): string =>
    impact === 'data-risk'
      ? c.bold(c.red(text))
      : impact === 'rejected' || impact === 'outage'
        ? c.red(text)
        : impact === 'restart' || impact === 'delete'
          ? c.yellow(text)
          : impact === 'none'
            ? c.dim(text)
            : c.green(text);
  const { plan, accepted, failing, failOn } = verdict;
  if (plan.changes.length === 0) {
    return `No change: Kubernetes ${plan.kubernetes} does nothing with this.\n`;
  }
  const lines: string[] = [];
  const finding = (item: Finding, earlier: readonly Finding[]): void => {
    const where = item.path === '' ? '' : `${line(item.path)}  `;
    const values =
      item.before === undefined && item.after === undefined ? '' : `${quote(item.before)} → ${quote(item.after)}  `;
    lines.push(`  ${paint(item.impact, item.impact)}  ${where}${values}${c.dim(`[${item.code}]`)}`);
    lines.push(...indent(line(item.message), 4));
    if (item.remedy.length > 0) {
      lines.push(...indent(`${c.bold('Instead:')} ${remedyText(remedyAfter(earlier, item))}`, 4));
    }
    const acknowledged = accepted.get(item);
    if (acknowledged !== undefined) {
      lines.push(
        ...indent(
          `${c.bold(acceptedWords(acknowledged))} until ${acknowledged.expires}: ${line(acknowledged.reason)}`,
          4,
        ),
      );
    }
  };
  for (const change of worstFirst(plan.changes)) {
    lines.push(
      `${paint(change.impact, change.impact.toUpperCase())}  ${c.bold(line(change.object))}  ${c.dim(meaningOf(change))}`,
    );
    worstFirst(change.findings).forEach((item, index, all) => finding(item, all.slice(0, index)));
    for (const [what, verb, names] of effectsOf(change)) {
      lines.push(`  ${what} ${verb}: ${someOf(names)}`);
    }
    lines.push('');
  }
  lines.push(`Kubernetes ${plan.kubernetes}: ${plural(plan.changes.length, 'object')} (${countImpacts(plan)}).`);
  lines.push(
    failing.length === 0
      ? c.green(failOn === 'never' ? 'Reported only.' : `Nothing at or above ${failOn}${exceptAccepted(verdict)}.`)
      : c.red(
          `Stop: ${someOf(
            failing.map(({ object }) => object),
            5,
          )} at or above ${failOn}.`,
        ),
  );
  return `${lines.join('\n')}\n`;
}

const quote = (value: unknown): string => (value === undefined ? '(unset)' : `'${onLine(value)}'`);

function indent(text: string, by: number): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}
