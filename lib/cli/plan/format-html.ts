import { plural } from '../../messages/plural';
import { createHash } from 'node:crypto';
import { worstImpact } from '../../plan/impact';
import { IMPACTS, type Impact } from '../../plan/types';
import { digestOf } from './digest/digest';
import { badge, entryOf } from './html/entry';
import { Markup, markup, NOTHING } from './html/markup';
import { SCRIPT } from './html/script';
import { STYLE } from './html/style';
import type { ClusterReport } from './run';
import { samePlans } from './same-plans';
import { rank } from './verdict';
import { atLeast, countImpacts, exceptAccepted, labelsText, someOf } from './words';

/** So many entries are open at first: those that stop the pipeline, else the restarts and worse. The others are folded. */
const MOST_OPEN = 10;

/**
 * The plan as one page that needs nothing else: no network, no file beside it. Its policy allows its own style and script by their
 * hashes, and nothing from elsewhere. `verbose` opens every entry.
 */
export function formatHtml(reports: readonly ClusterReport[], verbose = false): string {
  const worst = worstImpact(reports.map(({ verdict }) => verdict.plan.impact));
  const clusters = plansOf(reports, verbose);
  const page = markup`<head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy()}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>Plan: ${worst}</title>
      ${new Markup(`<style>${STYLE}</style>`)}
    </head>
    <body>
      ${verdictOf(reports, worst)} ${tools(reports)}
      <main>${clusters}</main>
      ${new Markup(`<script>${SCRIPT}</script>`)}
    </body>`;
  return `<!doctype html>\n<html lang="en">${page.text.replace(/\n\s+(?=<(?!\/?pre))/g, '\n')}\n</html>\n`;
}

function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
}

function verdictOf(reports: readonly ClusterReport[], worst: Impact): Markup {
  const failing = reports.flatMap(({ cluster, verdict }) =>
    verdict.failing.map(({ object }) => (cluster === undefined ? object : `${cluster}: ${object}`)),
  );
  const [first] = reports;
  const failOn = first?.verdict.failOn ?? 'rejected';
  const counts =
    reports.length === 1 && first !== undefined
      ? countImpacts(first.verdict.plan)
      : plural(reports.length, first?.unit === undefined ? 'cluster' : 'unit');
  const versions = [...new Set(reports.map(({ verdict }) => verdict.plan.kubernetes))].join(', ');
  const passes =
    failOn === 'never'
      ? 'Reported only.'
      : `Passes: nothing ${atLeast(failOn)}${first === undefined ? '' : exceptAccepted(first.verdict)}.`;
  const says =
    failing.length === 0
      ? markup`<p><strong>${passes}</strong></p>`
      : markup`<p>
          <strong>Stops: ${plural(failing.length, 'object')} ${atLeast(failOn)}.</strong> ${someOf(failing)}
        </p>`;
  return markup`<header class="verdict ${failing.length === 0 ? 'passes' : 'stops'}">
    <h1>Plan: ${badge(worst)}</h1>
    ${says}
    <p class="meaning">Kubernetes ${versions}${counts === '' ? '' : ` · ${counts}`}</p>
  </header>`;
}

/** Hidden until the script is there that they need. */
function tools(reports: readonly ClusterReport[]): Markup {
  const changes = reports.flatMap(({ verdict }) => verdict.plan.changes);
  const present = [...IMPACTS].reverse().filter((impact) => changes.some((change) => change.impact === impact));
  const boxes = present.map(
    (impact) => markup`<label><input type="checkbox" data-impact="${impact}" checked /> ${badge(impact)}</label>`,
  );
  return markup`<div class="tools" hidden>
    <input id="search" type="search" placeholder="Filter by name, code or text" aria-label="Filter" />
    ${boxes} <label><input id="only" type="checkbox" /> picture: only what changes</label>
    <button id="all" type="button">Open or fold all</button> <span class="count" aria-live="polite"></span>
  </div>`;
}

/** Clusters of which the page says the same, under one heading; those without changes in a line. */
function plansOf(reports: readonly ClusterReport[], verbose: boolean): readonly Markup[] {
  const [first] = reports;
  if (first === undefined)
    return [markup`<p class="quiet">Kubernetes does nothing new for any unit of this repository.</p>`];
  if (reports.length === 1 && first.unit === undefined) return [planOf(first, verbose)];
  const noun = first.unit === undefined ? 'Cluster' : 'Unit';
  return samePlans(reports, (report) => planOf(report, verbose).text).map(
    ({ text, names }) =>
      markup`<section>
        <h2>${noun}${names.length > 1 ? 's' : ''} ${someOf(names, 50)}</h2>
        ${new Markup(text)}
      </section>`,
  );
}

function planOf({ verdict, scene }: ClusterReport, verbose: boolean): Markup {
  const { plan, failing } = verdict;
  if (plan.changes.length === 0)
    return markup`<p class="quiet">No change: Kubernetes ${plan.kubernetes} does nothing with this.</p>`;
  const impacts = new Map(plan.changes.map(({ object, impact }) => [object, impact]));
  const { groups, labels } = digestOf(verdict, scene);
  const stopping = groups.filter(({ changes }) => changes.some((change) => failing.includes(change)));
  const severe = groups.filter(({ impact }) => rank(impact) >= rank('restart'));
  const open = new Set((stopping.length > 0 ? stopping : severe).slice(0, MOST_OPEN));
  return markup`${groups.map((group) => entryOf(group, scene, impacts, verbose || open.has(group)))}
  ${labels === undefined ? NOTHING : markup`<p class="quiet">${labelsText(labels)}</p>`}`;
}
