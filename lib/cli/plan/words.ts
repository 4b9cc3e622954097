import { plural } from '../../messages/plural';
import { line } from '../../messages/line';
import { type Remedy, remedyText, say } from '../../plan/remedy';
import { shownChange } from '../../plan/shown-change';
import { IMPACTS, type Change, type Finding, type Impact, type Plan } from '../../plan/types';
import type { SidedAcknowledgement } from './acknowledgements';
import type { Digest, Group } from './digest/digest';
import type { PlaceField } from './digest/places';
import type { Verdict } from './verdict';

/** What an impact means to the reader of a report. */
export const MEANING: Readonly<Record<Impact, string>> = {
  none: 'nothing happens',
  create: 'made new',
  update: 'changed in place, restarts no pod',
  delete: 'deleted, and nothing declared here needs it',
  restart: 'pods restart',
  rejected: 'the API server refuses it, nothing changes, the pipeline is stuck',
  outage: 'accepted, but an app stops serving or cannot start again',
  'data-risk': 'accepted, but data is destroyed or out of reach',
};

/** The same of one change: a change of scale restarts no pod, and takes some away all the same. */
export function meaningOf({ impact, pods }: Change): string {
  return impact === 'update' && pods.deleted.length > 0 ? 'changed, pods are deleted' : MEANING[impact];
}

/** What stops a pipeline, in words: `with impact rejected or worse`. */
export function atLeast(failOn: string): string {
  return `with impact ${failOn} or worse`;
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
      ['Claims', 'kept, no longer used by a pod', claims.orphaned],
      ['Claims', 'resized', claims.resized],
      ['Claims', 'created', claims.created],
    ] satisfies [what: 'Pods' | 'Claims', verb: string, names: readonly string[]][]
  ).filter(([, , names]) => names.length > 0) as [what: 'Pods' | 'Claims', verb: string, names: readonly string[]][];
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

/** What a message about the first object of a group says of the others, whose names its head lists. */
export function ofTheOthers(message: string, [first, ...others]: Group['changes']): string {
  return others.length > 0 && message.includes(first.name) ? '. The same for the others' : '';
}

/** `StatefulSet demo/a`, `3 Secrets: demo/a, demo/b, demo/c`. */
export function namesOf({ kind, changes }: Pick<Group, 'kind' | 'changes'>): string {
  const [first] = changes;
  if (changes.length === 1) return line(first.object);
  const names = changes.map(({ object }) => object.slice(kind.length + 1));
  return `${changes.length} ${line(kindPlural(kind))}: ${someOf(names, 20)}`;
}

function kindPlural(kind: string): string {
  if (/(s|x|ch|sh)$/.test(kind)) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** `resources.limits.cpu '1' → '2'`, with the other places in which the same changes. */
export function fieldText({ leaf, change, also }: PlaceField, parent = ''): string {
  const path =
    parent === '' ? leaf : leaf === '' ? parent : /[/\s]/.test(leaf) ? `${parent}[${leaf}]` : `${parent}.${leaf}`;
  return `${path}${change === '' ? '' : ` ${change}`}${also.length === 0 ? '' : ` (also in ${someOf(also, 4)})`}`;
}

/** The one line about labels that nothing reads. */
export function labelsText({ objects, others, keys }: NonNullable<Digest['labels']>): string {
  const values = keys.map(({ key, several, before, after }) =>
    several ? `${line(key)} (several values)` : `${line(key)} ${line(shownChange(before, after))}`,
  );
  const where = [
    ...(objects.length === 0 ? [] : [objects.length === 1 ? someOf(objects) : plural(objects.length, 'object')]),
    ...(others === 0 ? [] : [objects.length === 0 ? `${plural(others, 'object')} above` : `${others} above`]),
  ];
  return `Only descriptive labels, which no selector reads, change in ${where.join(' and ')}: ${values.join('; ')}`;
}
