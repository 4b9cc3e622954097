import type { Change, Finding } from '../../plan/types';
import { line } from '../../messages/line';
import { codeBlock, codeCell, codeSpan, escapeMarkdown } from './escape';
import { formatRemedy } from './markdown-remedy';
import { drawPicture } from './picture';
import type { ClusterReport } from './run';
import { unitFacts } from './unit-title';
import { rank, worstFirst, type Verdict } from './verdict';
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

/** By this first line a pipeline finds its earlier comment and replaces it. */
const MARKER = '<!-- stateful-web-app plan -->';

/** GitHub takes comments of 65,536 characters; what wraps the report needs some too. */
const MOST_CHARACTERS = 60_000;
/** Of them, what the tables and pictures may take; the rest is for the details. */
const MOST_OVERVIEW = 30_000;
const MOST_ROWS = 100;
const MOST_CLUSTERS = 50;

/** The plan for a pull request: the verdict, a table, a picture, and the details folded away; cluster by cluster. */
export function formatMarkdown(reports: readonly ClusterReport[]): string {
  const shown = [...reports]
    .sort((a, b) => rank(b.verdict.plan.impact) - rank(a.verdict.plan.impact))
    .slice(0, MOST_CLUSTERS);
  if (reports.length === 0)
    return [MARKER, '### Plan: none', '', 'No unit of this repository changes in what Kubernetes does.', ''].join('\n');
  const several = reports.length > 1 || reports[0]?.unit !== undefined;
  const worst = shown[0]?.verdict.plan.impact ?? 'none';
  const head = [MARKER, `### Plan: ${worst}`, '', ...(several ? clusterTable(reports, shown) : []), ''].join('\n');
  const overviews = shown.map((report) => overview(report, several, MOST_OVERVIEW / shown.length));
  let room = MOST_CHARACTERS - head.length - overviews.reduce((sum, text) => sum + text.length + 200, 0);
  const parts = shown.map((report, index) => {
    const details = fitting(report.verdict, room);
    room -= details.length;
    return `${overviews[index] ?? ''}${details}`;
  });
  return head + parts.join('\n');
}

function clusterTable(reports: readonly ClusterReport[], shown: readonly ClusterReport[]): string[] {
  const stopped = reports.filter(({ verdict }) => verdict.failing.length > 0).map(({ cluster }) => cluster ?? '');
  const noun = reports[0]?.unit === undefined ? 'cluster' : 'unit';
  return [
    `${plural(reports.length, noun)}. ${stopped.length === 0 ? '**Passes.**' : `**Stops:** ${codeSpan(someOf(stopped))}.`}`,
    '',
    `| ${noun === 'unit' ? 'Unit' : 'Cluster'} | Impact | Objects |`,
    '|---|---|---|',
    ...shown.map(
      ({ cluster, verdict: { plan } }) =>
        `| ${codeCell(cluster ?? '')} | ${plan.impact} | ${plan.changes.length === 0 ? 'no change' : countImpacts(plan)} |`,
    ),
    ...(reports.length > shown.length ? [`| … | | ${reports.length - shown.length} more ${noun}s |`] : []),
    '',
  ];
}

/** What a cluster's plan says at a glance, in about so many characters. */
function overview({ cluster, unit, verdict, scene }: ClusterReport, several: boolean, room: number): string {
  const { plan, failing, failOn } = verdict;
  const lines = several ? [`#### ${codeSpan(cluster ?? '')}: ${plan.impact}`, ''] : [];
  if (unit !== undefined) {
    lines.push(
      unitFacts(unit)
        .map(([name, value]) => `${name} ${codeSpan(value)}`)
        .join(', '),
      '',
    );
  }
  if (plan.changes.length === 0) {
    return [...lines, `No change: Kubernetes ${plan.kubernetes} does nothing with this.`, ''].join('\n');
  }
  const changes = worstFirst(plan.changes);
  const rows = some(changes.slice(0, MOST_ROWS).map(row), room / 2);
  lines.push(
    `${plural(changes.length, 'object')} for Kubernetes ${plan.kubernetes}: ${countImpacts(plan)}.`,
    '',
    failing.length === 0
      ? `**Passes:** nothing at or above \`${failOn}\`${exceptAccepted(verdict)}.`
      : `**Stops:** ${plural(failing.length, 'object')} at or above \`${failOn}\`.`,
    '',
    '| Impact | Object | Pods | Claims |',
    '|---|---|---|---|',
    ...rows,
    ...(changes.length > rows.length ? [`| … | ${changes.length - rows.length} more objects | | |`] : []),
    '',
  );
  const picture = drawPicture(verdict, scene);
  if (picture !== '' && picture.length < room / 2) {
    lines.push(codeBlock(picture, 'mermaid'), '');
  }
  return `${lines.join('\n')}\n`;
}

/** The first lines that fit into so many characters. */
function some(lines: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => (used += line.length + 1) > room);
  return end === -1 ? lines : lines.slice(0, end);
}

function row(change: Change): string {
  const cell = (wanted: 'Pods' | 'Claims'): string =>
    effectsOf(change)
      .filter(([what]) => what === wanted)
      .map(([, verb, names]) => `${verb}: ${codeCell(someOf(names, 4))}`)
      .join('<br>');
  return `| ${change.impact} | ${codeCell(change.object)} | ${cell('Pods')} | ${cell('Claims')} |`;
}

function details(change: Change, verdict: Verdict): string {
  const title = `${change.impact} · ${escapeHtml(change.object)}`;
  const effects = effectsOf(change).map(([what, verb, names]) => `- ${what} ${verb}: ${codeSpan(someOf(names))}`);
  return [
    `<details><summary>${title}</summary>`,
    '',
    `${change.impact}: ${meaningOf(change)}.`,
    '',
    ...worstFirst(change.findings).flatMap((finding, index, all) => detailsOf(finding, all.slice(0, index), verdict)),
    ...effects,
    '',
    '</details>',
    '',
  ].join('\n');
}

function detailsOf(finding: Finding, earlier: readonly Finding[], { accepted }: Verdict): string[] {
  const values =
    finding.before === undefined && finding.after === undefined
      ? ''
      : `: ${value(finding.before)} → ${value(finding.after)}`;
  const where = finding.path === '' ? '' : ` at ${codeSpan(finding.path)}${values}`;
  const acknowledged = accepted.get(finding);
  return [
    `**${finding.impact}** ${codeSpan(finding.code)}${where}`,
    '',
    escapeMarkdown(finding.message),
    '',
    ...(finding.remedy.length === 0 ? [] : formatRemedy(remedyAfter(earlier, finding))),
    ...(acknowledged === undefined
      ? []
      : [
          `${acceptedWords(acknowledged)} until ${escapeMarkdown(acknowledged.expires)}: ${escapeMarkdown(acknowledged.reason)}`,
          '',
        ]),
  ];
}

const value = (item: unknown): string => (item === undefined ? 'unset' : codeSpan(onLine(item)));

/** Text inside `<summary>`, which Markdown takes for HTML. */
function escapeHtml(text: string): string {
  return line(text)
    .replace(/[@#!%^$]|www(?=\.)|\bGH(?=-)|\/(?=\/)/gi, '$&\u200b')
    .replace(/[&<>`"[\]*_~|\\\u200b]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** As many details as fit, the worst first; it says how many are missing. */
function fitting(verdict: Verdict, room: number): string {
  let text = '';
  const changes = worstFirst(verdict.plan.changes);
  for (const [index, change] of changes.entries()) {
    const section = details(change, verdict);
    if (text.length + section.length > room) {
      return `${text}\nThe details of ${plural(changes.length - index, 'object')} more do not fit here: run the plan with \`--format text\`.\n`;
    }
    text += section;
  }
  return text;
}
