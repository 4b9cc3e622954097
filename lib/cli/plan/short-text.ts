import { addTo } from '../../kubernetes/groups';
import { createColors } from 'picocolors';
import { line } from '../../messages/line';
import { plural } from '../../messages/plural';
import { unbroken } from '../../messages/wrap';
import { remedyText } from '../../plan/remedy';
import type { Change, Impact } from '../../plan/types';
import type { Digest, Group } from './digest/digest';
import type { Place } from './digest/places';
import { PLAIN_CODES, type Told } from './digest/told';
import { painter } from './paint';
import { rank } from './verdict';
import { acceptedWords, effectsOf, fieldText, labelsText, meaningOf, namesOf, ofTheOthers, someOf } from './words';

/** What of a line of fields is shown with values; the rest is named. */
const MOST_FIELDS = 5;
const MOST_PLACES = 8;
/** Objects of a group whose pods and claims are named one by one. */
const MOST_NAMED = 12;

/** What a plan says, said once: the worst first, and what changes nothing for anybody in a line. */
export function shortChanges(digest: Digest, color: boolean): string[] {
  const text = new ShortText(color);
  digest.groups.forEach((group) => text.add(group));
  if (digest.labels !== undefined) text.oneLine(digest.labels.impact, labelsText(digest.labels));
  return [...text.lines, ''];
}

class ShortText {
  public readonly lines: string[] = [];
  private readonly c;
  private readonly paint;
  /** The impacts that were explained. */
  private readonly explained = new Set<Impact>();
  private before: 'block' | 'line' | undefined;

  public constructor(color: boolean) {
    this.c = createColors(color);
    this.paint = painter(color);
  }

  public add(group: Group): void {
    const { impact, told, changes } = group;
    const plain = told.every(
      (each) => (each.remedy.length === 0 || PLAIN_CODES.has(each.code)) && each.accepted === undefined,
    );
    const effects = changes.some((change) => effectsOf(change).length > 0);
    if (rank(impact) < rank('restart') && plain && !effects) {
      const said = told.map(({ places, message, code }) =>
        [
          [shownPlaces(places, 3).join('; '), line(message)].filter((text) => text !== '').join(': '),
          PLAIN_CODES.has(code) ? '' : `[${code}]`,
        ]
          .filter((text) => text !== '')
          .join('  '),
      );
      const what = said.filter((text) => text !== '').join('; ');
      this.oneLine(impact, `${namesOf(group)}${this.meaning(impact, changes[0])}${what === '' ? '' : `  ${what}`}`);
    } else this.block(group);
  }

  public oneLine(impact: Impact, text: string): void {
    if (this.before === 'block') this.lines.push('');
    this.before = 'line';
    this.lines.push(`${this.paint(impact, impact.toUpperCase())}  ${text}`);
  }

  private block(group: Group): void {
    const { impact, told, changes } = group;
    if (this.before !== undefined) this.lines.push('');
    this.before = 'block';
    const [only] = told;
    const inHead = told.length === 1 && only?.impact === impact;
    const code = inHead ? `  ${this.c.dim(`[${only.code}]`)}` : '';
    this.lines.push(
      `${this.paint(impact, impact.toUpperCase())}  ${this.c.bold(namesOf(group))}${code}${this.meaning(impact, changes[0])}`,
    );
    told.forEach((each) => this.tell(each, group, inHead));
    const said = told.map(({ message }) => message).join('\n');
    const effects = new Map<string, string[]>();
    // Of very many it is enough to know what happens to the first.
    const isShort = changes.length <= MOST_NAMED;
    const unsaid = new Set(
      effectsOf(changes[0]).flatMap(([what, verb, names]) =>
        names.every((name) => said.includes(name)) ? [] : [`${what} ${verb}`],
      ),
    );
    for (const change of changes) {
      for (const [what, verb, names] of effectsOf(change)) {
        const isSaid = names.every((name) => said.includes(name));
        if (unsaid.has(`${what} ${verb}`) || (isShort && !isSaid)) addTo(effects, `${what} ${verb}`, someOf(names));
      }
    }
    effects.forEach((names, what) => this.lines.push(`  ${what}: ${names.join('; ')}`));
  }

  private tell(told: Told, { changes }: Group, inHead: boolean): void {
    const by = inHead ? 2 : 4;
    const indented = (text: string): void => {
      this.lines.push(...text.split('\n').map((each) => `${' '.repeat(by)}${each}`));
    };
    const places = shownPlaces(told.places, MOST_PLACES);
    const [place = ''] = places;
    const first = !inHead && places.length === 1;
    if (!inHead) {
      const where = first ? `  ${place}` : '';
      this.lines.push(`  ${this.paint(told.impact, told.impact)}${where}  ${this.c.dim(`[${told.code}]`)}`);
    }
    if (!first) places.forEach(indented);
    if (told.message !== '') indented(`${line(told.message)}${ofTheOthers(told.message, changes)}`);
    if (told.remedy.length > 0) indented(`${this.c.bold('What to do:')} ${remedyText(told.remedy, unbroken)}`);
    if (told.accepted !== undefined) {
      const { expires, reason } = told.accepted;
      indented(`${this.c.bold(acceptedWords(told.accepted))} until ${expires}: ${line(reason)}`);
    }
  }

  /** What an impact means, where it is the first of its kind. */
  private meaning(impact: Impact, change: Change): string {
    if (this.explained.has(impact) || impact === 'create') return '';
    this.explained.add(impact);
    return `  ${this.c.dim(`(${meaningOf(change)})`)}`;
  }
}

/** Lines of fields with a place in common, and how many are left out. */
function shownPlaces(places: readonly Place[], most: number): string[] {
  const shown = places.slice(0, most).map(({ parent, fields }) => {
    const [only] = fields;
    if (fields.length === 1 && only !== undefined) return fieldText(only, parent);
    const texts = fields.slice(0, MOST_FIELDS).map((field) => fieldText(field));
    const rest = fields.slice(MOST_FIELDS).map(({ leaf }) => leaf);
    return `${parent === '' ? '' : `${parent}: `}${texts.join('; ')}${rest.length === 0 ? '' : `; and ${someOf(rest, 6)}`}`;
  });
  const more = places.slice(most).flatMap(({ fields }) => fields).length;
  return more === 0 ? shown : [...shown, `and ${plural(more, 'more field')}`];
}
