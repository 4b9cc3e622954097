import { addTo } from '../../../kubernetes/groups';
import { line } from '../../../messages/line';
import { type Remedy, remedyText } from '../../../plan/remedy';
import { CHECKSUM_NOTE, shownChange } from '../../../plan/shown-change';
import type { Finding, Impact } from '../../../plan/types';
import type { SidedAcknowledgement } from '../acknowledgements';
import { rank } from '../verdict';
import { metadataKeyOf } from './path';
import { isChecksum, type Place, placesOf } from './places';

/** Findings of one object that have one cause and one remedy. */
export interface Told {
  readonly code: string;
  readonly impact: Impact;
  readonly places: readonly Place[];
  /** Without the values, which the places have. */
  readonly message: string;
  readonly remedy: Remedy;
  readonly accepted?: SidedAcknowledgement;
  /** All of them, as they were found. */
  readonly findings: readonly Finding[];
}

/** These say no more than that a value changes. */
export const PLAIN_CODES: ReadonlySet<string> = new Set([
  'updated',
  'updated-in-place',
  'field-changed',
  'created',
  'deleted',
]);
const RESTART_CODES = new Set(['pod-template-changed', 'workload-restarts']);

/** Two rules may have something to say of one field: its values stand where they are said first. */
function eachValueOnce(told: readonly Told[]): Told[] {
  const seen = new Set<string>();
  return told.map((each) => ({
    ...each,
    places: each.places.map(({ parent, fields }) => ({
      parent,
      fields: fields.map((field) => {
        const key = `${parent} ${field.leaf} ${field.change}`;
        const isSeen = seen.has(key);
        seen.add(key);
        return isSeen ? { ...field, change: '' } : field;
      }),
    })),
  }));
}

export function toldOf(findings: readonly Finding[], accepted: ReadonlyMap<Finding, SidedAcknowledgement>): Told[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { code, impact, remedy } = finding;
    const key = JSON.stringify([code, impact, messageOf(finding), remedyText(remedy), accepted.get(finding) ?? '']);
    addTo(groups, key, finding);
  }
  const onlyMarks = becauseOfMarks(findings);
  const told = [...groups.values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    const acknowledged = accepted.get(first);
    const marks = onlyMarks !== undefined && RESTART_CODES.has(first.code);
    return [
      {
        code: first.code,
        impact: first.impact,
        places: placesOf(marks ? found.filter(({ path }) => !isChecksum(path)) : found),
        message: [...(marks ? [onlyMarks] : []), messageOf(first)].filter((text) => text !== '').join('. '),
        remedy: first.remedy,
        ...(acknowledged === undefined ? {} : { accepted: acknowledged }),
        findings: found,
      },
    ];
  });
  // That an object is created says its impact, where nothing else is to be said of it.
  const isEmpty = ({ places, message, accepted: own }: Told): boolean =>
    places.length === 0 && message === '' && own === undefined;
  const shown = told.filter((each) => !isEmpty(each));
  return eachValueOnce(shown.length > 0 ? shown : told);
}

/** The message without the pair of values that stands beside it. */
function messageOf({ code, message: raw, before, after }: Finding): string {
  // A message has no breaks of lines, whatever its values have.
  const [message, pair] = [line(raw), line(shownChange(before, after))];
  if (code === 'created' || code === 'deleted' || (PLAIN_CODES.has(code) && message.startsWith(pair))) return '';
  return message
    .replace(`: ${pair}`, '')
    .replace(CHECKSUM_NOTE, '')
    .replace(`${pair}. `, '')
    .replace(/^ +|^$/, '');
}

/** Why pods restart, where nothing of the pod template changes but labels and annotations. */
function becauseOfMarks(findings: readonly Finding[]): string | undefined {
  const restarting = findings.filter(({ impact }) => rank(impact) >= rank('restart'));
  const marks = restarting.flatMap(({ code, path }) => {
    const key = RESTART_CODES.has(code) ? metadataKeyOf(path) : undefined;
    return key?.inPods === true ? [{ ...key, checksum: isChecksum(path) }] : [];
  });
  if (restarting.length === 0 || marks.length < restarting.length) return undefined;
  const noun = (what: string): string => {
    const keys = marks.filter((mark) => mark.what === what).map(({ key }) => key);
    return keys.length === 0 ? '' : `the ${what}${keys.length > 1 ? 's' : ''} ${keys.join(', ')}`;
  };
  const because = ['label', 'annotation']
    .map(noun)
    .filter((text) => text !== '')
    .join(' and ');
  return `Restarts only because of ${because}${marks.every(({ checksum }) => checksum) ? ', a checksum of configuration that changes' : ''}`;
}
