import { line } from '../../messages/line';
import { type Remedy, remedyText, say } from '../../plan/remedy';
import { IMPACTS, type Change, type Finding, type Impact, type Plan } from '../../plan/types';
import type { SidedAcknowledgement } from './acknowledgements';
import type { Verdict } from './verdict';

/** What an impact means to the reader of a report. */
export const MEANING: Readonly<Record<Impact, string>> = {
  none: 'nothing happens',
  create: 'made new',
  update: 'changed, no pod restarts',
  delete: 'deleted, and nothing needs it',
  restart: 'pods restart',
  rejected: 'the API server refuses it, nothing changes, the pipeline is stuck',
  outage: 'accepted, but an app stops serving or cannot start again',
  'data-risk': 'accepted, but data is destroyed or out of reach',
};

/** The same of one change: a change of scale restarts no pod, and takes some away all the same. */
export function meaningOf({ impact, pods }: Change): string {
  return impact === 'update' && pods.deleted.length > 0 ? 'changed, pods are deleted' : MEANING[impact];
}

/** `1 data-risk, 2 restart`, worst first. */
export function countImpacts(plan: Plan): string {
  return [...IMPACTS]
    .reverse()
    .map((impact) => ({ impact, count: plan.changes.filter((change) => change.impact === impact).length }))
    .filter(({ count }) => count > 0)
    .map(({ impact, count }) => `${count} ${impact}`)
    .join(', ');
}

/** `web-2, web-1, web-0`, cut where a list is longer than a person reads. */
export function someOf(names: readonly string[], most = 12): string {
  const some = line(names.slice(0, most).join(', '));
  return names.length <= most ? some : `${some}, … (${names.length} in all)`;
}

/** What to do; what is long is not said twice of one object. */
export function remedyAfter(earlier: readonly Finding[], { remedy }: Finding): Remedy {
  const text = remedyText(remedy);
  return text.length > 100 && earlier.some((each) => remedyText(each.remedy) === text) ? [say('as above.')] : remedy;
}

/** A declared value on one line. */
export function onLine(value: unknown, most = 120): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const shown = line(text.replace(/\s*\n\s*/g, ' '));
  return shown.length > most ? `${shown.slice(0, most - 1)}…` : shown;
}

/** What happens to pods and claims: `[['Pods', 'restarted', [...]], …]`, only what is not empty. */
export function effectsOf({
  pods,
  claims,
}: Change): [what: 'Pods' | 'Claims', verb: string, names: readonly string[]][] {
  return (
    [
      ['Pods', 'deleted', pods.deleted],
      ['Pods', pods.restarted.length > 1 ? 'restarted, in this order' : 'restarted', pods.restarted],
      ['Pods', 'created', pods.created],
      ['Claims', 'deleted with their data', claims.deleted],
      ['Claims', 'kept, used by no pod any more', claims.orphaned],
      ['Claims', 'resized', claims.resized],
      ['Claims', 'created', claims.created],
    ] satisfies [what: 'Pods' | 'Claims', verb: string, names: readonly string[]][]
  ).filter(([, , names]) => names.length > 0) as [what: 'Pods' | 'Claims', verb: string, names: readonly string[]][];
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How a finding was accepted: one that the change itself accepts was not reviewed before. */
export function acceptedWords({ inThisChange }: SidedAcknowledgement): string {
  return inThisChange === true ? 'Accepted in this change' : 'Accepted';
}

/** What the verdict leaves out: `that was not accepted (2 findings accepted in this change)`; empty where nothing was accepted. */
export function exceptAccepted({ accepted }: Pick<Verdict, 'accepted'>): string {
  const own = [...accepted.values()].filter(({ inThisChange }) => inThisChange === true).length;
  return accepted.size === 0
    ? ''
    : ` that was not accepted${own === 0 ? '' : ` (${plural(own, 'finding')} accepted in this change)`}`;
}
