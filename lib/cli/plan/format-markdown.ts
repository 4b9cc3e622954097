import type { Change, Finding } from '../../plan/types';
import { codeBlock, codeCell, codeSpan, escapeMarkdown } from './escape';
import { formatRemedy } from './markdown-remedy';
import { drawPicture } from './picture';
import type { Scene } from './scene';
import { worstFirst, type Verdict } from './verdict';
import { countImpacts, effectsOf, meaningOf, plural, remedyAfter, show, someOf } from './words';

/** By this first line a pipeline finds its earlier comment and replaces it. */
export const MARKER = '<!-- stateful-web-app plan -->';

/** GitHub takes comments of 65,536 characters; what wraps the report needs some too. */
const MOST_CHARACTERS = 60_000;
const MOST_ROWS = 100;

/** The plan for a pull request: the verdict, a table, a picture, and the details folded away. */
export function formatMarkdown(verdict: Verdict, scene: Scene): string {
  const { plan, failing, failOn, accepted } = verdict;
  const head = [MARKER, `### Plan: ${plan.impact}`, ''];
  if (plan.changes.length === 0) {
    return [...head, `No change: Kubernetes ${plan.kubernetes} does nothing with this.`, ''].join('\n');
  }
  const changes = worstFirst(plan.changes);
  head.push(
    `${plural(changes.length, 'object')} for Kubernetes ${plan.kubernetes}: ${countImpacts(plan)}.`,
    '',
    failing.length === 0
      ? `**Passes:** nothing at or above \`${failOn}\`${accepted.size > 0 ? ' that was not accepted' : ''}.`
      : `**Stops:** ${plural(failing.length, 'object')} at or above \`${failOn}\`.`,
    '',
    '| Impact | Object | Pods | Claims |',
    '|---|---|---|---|',
    ...changes.slice(0, MOST_ROWS).map(row),
    ...(changes.length > MOST_ROWS ? [`| … | ${changes.length - MOST_ROWS} more objects | | |`] : []),
    '',
  );
  const picture = drawPicture(verdict, scene);
  if (picture !== '') {
    head.push(codeBlock(picture, 'mermaid'), '');
  }
  return fitting(
    head.join('\n'),
    changes.map((change) => details(change, verdict)),
  );
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
    ...worstFirst(change.findings).flatMap((finding, index, all) => describe(finding, all.slice(0, index), verdict)),
    ...effects,
    '',
    '</details>',
    '',
  ].join('\n');
}

function describe(finding: Finding, earlier: readonly Finding[], { accepted }: Verdict): string[] {
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
    ...(finding.remedy === '' ? [] : formatRemedy(remedyAfter(earlier, finding))),
    ...(acknowledged === undefined
      ? []
      : [`Accepted until ${escapeMarkdown(acknowledged.expires)}: ${escapeMarkdown(acknowledged.reason)}`, '']),
  ];
}

const value = (item: unknown): string => (item === undefined ? 'unset' : codeSpan(show(item)));

/** Text inside `<summary>`, which Markdown takes for HTML. */
function escapeHtml(text: string): string {
  return text.replace(/[@#]/g, '$&\u200b').replace(/[&<>`"\n\u200b]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** As many details as a comment holds, the worst first; it says how many are missing. */
function fitting(head: string, sections: readonly string[]): string {
  let text = `${head}\n`;
  for (const [index, section] of sections.entries()) {
    if (text.length + section.length > MOST_CHARACTERS) {
      return `${text}\nThe details of ${plural(sections.length - index, 'object')} more do not fit here: run the plan with \`--format text\`.\n`;
    }
    text += section;
  }
  return text;
}
