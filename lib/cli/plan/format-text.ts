import { plural } from '../../messages/plural';
import { createColors } from 'picocolors';
import { wrap } from '../../messages/wrap';
import { digestOf } from './digest/digest';
import type { ClusterReport } from './run';
import { samePlans } from './same-plans';
import { shortChanges } from './short-text';
import { verboseChanges } from './verbose-text';
import { atLeast, countImpacts, exceptAccepted, someOf } from './words';

/** How a plan is shown on a terminal. */
export interface TextOptions {
  readonly color: boolean;
  /** Every finding of every object. Default: what matters, said once. */
  readonly verbose?: boolean;
  /** Columns into which prose is wrapped. Default: it is not. */
  readonly width?: number;
}

/** The plan for a terminal: the worst first, and the last line says whether the pipeline goes on. */
export function formatText(reports: readonly ClusterReport[], options: TextOptions): string {
  return wrap(textOf(reports, options), options.width);
}

function textOf(reports: readonly ClusterReport[], options: TextOptions): string {
  const [first] = reports;
  if (first === undefined) return 'No change: Kubernetes does nothing new for any unit of this repository.\n';
  if (reports.length === 1 && first.unit === undefined) return formatPlan(first, options);
  const noun = first.unit === undefined ? 'cluster' : 'unit';
  const c = createColors(options.color);
  const sections = samePlans(reports, (report) => formatPlan(report, options)).map(
    ({ names, text }) =>
      `${c.bold(`${noun === 'unit' ? 'Unit' : 'Cluster'}${names.length > 1 ? 's' : ''} ${someOf(names, 20)}`)}\n${text}`,
  );
  const stopped = reports.filter(({ verdict }) => verdict.failing.length > 0);
  const last =
    stopped.length === 0
      ? c.green(`No ${noun} stops.`)
      : c.red(`Stop: ${someOf(stopped.map(({ cluster }) => cluster ?? ''))}.`);
  const changed = reports.filter(({ verdict }) => verdict.plan.changes.length > 0);
  const impacts = changed.map(({ cluster, verdict }) => `${cluster ?? ''} ${verdict.plan.impact}`);
  const rest = reports.length - changed.length;
  const unchanged = rest === 0 ? '' : `${impacts.length === 0 ? '' : '; '}${rest} without changes`;
  return `${sections.join('\n')}\n${plural(reports.length, noun)} (${someOf(impacts, 20)}${unchanged}). ${last}\n`;
}

function formatPlan({ verdict, scene }: ClusterReport, { color, verbose = false }: TextOptions): string {
  const c = createColors(color);
  const { plan, failing, failOn } = verdict;
  if (plan.changes.length === 0) return `No change: Kubernetes ${plan.kubernetes} does nothing with this.\n`;
  const lines = verbose ? verboseChanges(verdict, color) : shortChanges(digestOf(verdict, scene), color);
  lines.push(`Kubernetes ${plan.kubernetes}: ${plural(plan.changes.length, 'object')} (${countImpacts(plan)}).`);
  lines.push(
    failing.length === 0
      ? c.green(failOn === 'never' ? 'Reported only.' : `Pass: nothing ${atLeast(failOn)}${exceptAccepted(verdict)}.`)
      : c.red(
          `Stop: ${plural(failing.length, 'object')} ${atLeast(failOn)}: ${someOf(
            failing.map(({ object }) => object),
            5,
          )}.`,
        ),
  );
  return `${lines.join('\n')}\n`;
}
