import { plural } from '../../messages/plural';
import { MARKER } from './marker';
import { line } from '../../messages/line';
import { type Digest, digestOf, type Group } from './digest/digest';
import type { Told } from './digest/told';
import { codeBlock, codeCell, codeSpan, escapeMarkdown } from './escape';
import { formatRemedy } from './markdown-remedy';
import { drawPicture } from './picture';
import type { ClusterReport } from './run';
import { unitFacts } from './unit-title';
import { rank } from './verdict';
import {
  acceptedWords,
  atLeast,
  countImpacts,
  effectsOf,
  exceptAccepted,
  fieldText,
  labelsText,
  meaningOf,
  namesOf,
  ofTheOthers,
  someOf,
} from './words';

/** By this first line a pipeline finds its earlier comment and replaces it. */

/** GitHub takes comments of 65,536 characters; what wraps the report needs some too. */
const MOST_CHARACTERS = 60_000;
/** Of them, what the tables and pictures may take; the rest is for the details. */
const MOST_OVERVIEW = 30_000;
const MOST_ROWS = 100;
/** Of objects to which the same happens. */
const MOST_EFFECTS = 6;
const MOST_CLUSTERS = 50;

/** The plan for a pull request: the verdict, a table, a picture, and the details folded away; cluster by cluster. */
export function formatMarkdown(reports: readonly ClusterReport[]): string {
  const shown = [...reports]
    .sort((a, b) => rank(b.verdict.plan.impact) - rank(a.verdict.plan.impact))
    .slice(0, MOST_CLUSTERS);
  if (reports.length === 0)
    return [MARKER, '### Plan: none', '', 'Kubernetes does nothing new for any unit of this repository.', ''].join(
      '\n',
    );
  const several = reports.length > 1 || reports[0]?.unit !== undefined;
  const worst = shown[0]?.verdict.plan.impact ?? 'none';
  const head = [MARKER, `### Plan: ${worst}`, '', ...(several ? clusterTable(reports, shown) : []), ''].join('\n');
  const overviews = shown.map((report) => overview(report, several, MOST_OVERVIEW / shown.length));
  let room = MOST_CHARACTERS - head.length - overviews.reduce((sum, text) => sum + text.length + 200, 0);
  const parts = shown.map((report, index) => {
    const details = fitting(digestOf(report.verdict, report.scene), room);
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
  const { changes } = plan;
  const { groups, labels } = digestOf(verdict, scene);
  const rows = some(groups.slice(0, MOST_ROWS).map(row), room / 2);
  const missing = groups.slice(rows.length).flatMap((group) => group.changes).length;
  lines.push(
    `${plural(changes.length, 'object')} for Kubernetes ${plan.kubernetes}: ${countImpacts(plan)}.`,
    '',
    failing.length === 0
      ? `**Passes:** nothing ${atLeast(`\`${failOn}\``)}${exceptAccepted(verdict)}.`
      : `**Stops:** ${plural(failing.length, 'object')} ${atLeast(`\`${failOn}\``)}.`,
    '',
    '| Impact | Object | Pods | Claims |',
    '|---|---|---|---|',
    ...rows,
    ...(missing > 0 ? [`| … | ${missing} more objects | | |`] : []),
    '',
    ...(labels === undefined ? [] : [escapeMarkdown(`${labelsText(labels)}.`), '']),
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

function row({ impact, kind, changes }: Group): string {
  const cell = (wanted: 'Pods' | 'Claims'): string =>
    changes
      .flatMap((change) => effectsOf(change))
      .filter(([what]) => what === wanted)
      .slice(0, MOST_EFFECTS)
      .map(([, verb, names]) => `${verb}: ${codeCell(someOf(names, 4))}`)
      .join('<br>');
  return `| ${impact} | ${codeCell(namesOf({ kind, changes }))} | ${cell('Pods')} | ${cell('Claims')} |`;
}

function details(group: Group): string {
  const { impact, changes, told } = group;
  const effects = changes
    .slice(0, MOST_EFFECTS)
    .flatMap((change) =>
      effectsOf(change).map(([what, verb, names]) => `- ${what} ${verb}: ${codeSpan(someOf(names))}`),
    );
  if (effects.length > 0 && changes.length > MOST_EFFECTS) {
    effects.push('', `The same for the pods and claims of ${changes.length - MOST_EFFECTS} more.`);
  }
  return [
    `<details><summary>${impact} · ${escapeHtml(namesOf(group))}</summary>`,
    '',
    `${impact}: ${meaningOf(changes[0])}.`,
    '',
    ...told.flatMap((each) => detailsOf(each, group)),
    ...effects,
    '',
    '</details>',
    '',
  ].join('\n');
}

function detailsOf({ impact, code, places, message, remedy, accepted }: Told, { changes }: Group): string[] {
  const fields = places.flatMap(({ parent, fields: own }) => own.map((field) => fieldText(field, parent)));
  const [only] = fields;
  return [
    `**${impact}** ${codeSpan(code)}${fields.length === 1 && only !== undefined ? ` at ${codeSpan(only)}` : ''}`,
    '',
    ...(fields.length > 1 ? [...fields.map((field) => `- ${codeSpan(field)}`), ''] : []),
    ...(message === '' ? [] : [escapeMarkdown(`${message}${ofTheOthers(message, changes)}`), '']),
    ...formatRemedy(remedy),
    ...(accepted === undefined
      ? []
      : [
          `${acceptedWords(accepted)} until ${escapeMarkdown(accepted.expires)}: ${escapeMarkdown(accepted.reason)}`,
          '',
        ]),
  ];
}

/** Text inside `<summary>`, which Markdown takes for HTML. */
function escapeHtml(text: string): string {
  return line(text)
    .replace(/[@#!%^$]|www(?=\.)|\bGH(?=-)|\/(?=\/)/gi, '$&\u200b')
    .replace(/[&<>`"[\]*_~|\\\u200b]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** As many details as fit, the worst first; it says how many are missing. */
function fitting({ groups }: Digest, room: number): string {
  let text = '';
  for (const [index, group] of groups.entries()) {
    const section = details(group);
    if (text.length + section.length > room) {
      const missing = groups.slice(index).flatMap(({ changes }) => changes);
      return `${text}\nThe details of ${plural(missing.length, 'more object')} do not fit here: run the plan with \`--format text\`.\n`;
    }
    text += section;
  }
  return text;
}
