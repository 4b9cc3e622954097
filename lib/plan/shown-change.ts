import { deepEqual, isPlainObject } from '../kubernetes/plain';
import { plural } from '../messages/plural';
import { reported } from './given';
import { show } from './show';

/** What a message says beside two checksums, whose values say nothing. */
export const CHECKSUM_NOTE = ' (a checksum: the configuration behind it changed)';

/** More of a value than this is cut, around the place that differs. */
const MOST = 80;
/** So much of what both have in common stands before the difference. */
const CONTEXT = 24;
/** So many lines, elements or fields are shown of each kind. */
const MOST_PARTS = 3;

/**
 * What differs in two values, on one line, and never two equal texts: short values as they are, of a long text what differs and a
 * little before it, of a file the lines, of a list the elements, of an object the fields.
 */
export function shownChange(before: unknown, after: unknown): string {
  const [old, now] = [reported(before), reported(after)];
  const [left, right] = [show(old), show(now)];
  if (!left.endsWith('…') && !right.endsWith('…') && left !== right) return `${left} → ${right}`;
  if (typeof old === 'string' && typeof now === 'string') return texts(old, now);
  if (Array.isArray(old) && Array.isArray(now)) return elements(old, now);
  if (isPlainObject(old) && isPlainObject(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const different = names.filter((name) => !deepEqual(old[name], now[name]));
    return parts(
      different.map((name) => `${name}: ${shownChange(old[name], now[name])}`),
      'field',
    );
  }
  return left === right ? 'only the notation changes' : `${left} → ${right}`;
}

function texts(old: string, now: string): string {
  if (!old.includes('\n') && !now.includes('\n')) return around(old, now);
  const [left, right] = [old.split('\n'), now.split('\n')];
  const [gone, come] = [without(left, right), without(right, left)];
  if (gone.length + come.length === 0) return 'the same lines in another order';
  const [only, other] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1 && only !== undefined && other !== undefined) {
    const pair = `${show(only)} → ${show(other)}`;
    return `line ${right.indexOf(other) + 1}: ${show(only) === show(other) || pair.length > 2 * MOST ? around(only, other) : pair}`;
  }
  return both(
    gone.map((line) => show(line)),
    come.map((line) => show(line)),
    'line',
  );
}

function elements(old: readonly unknown[], now: readonly unknown[]): string {
  const [gone, come] = [without(old, now), without(now, old)];
  if (gone.length + come.length === 0) return 'the same elements in another order';
  if (gone.length === 1 && come.length === 1) return shownChange(gone[0], come[0]);
  return both(gone.map(show), come.map(show), 'element');
}

/** Some of what is removed and what is new. Cut texts that are equal say nothing, so that they are counted only. */
function both(gone: readonly string[], come: readonly string[], noun: string): string {
  const same = new Set(gone.filter((text) => come.includes(text)));
  const some = (texts: readonly string[], what: string): string[] => {
    if (texts.length === 0) return [];
    const shown = [...new Set(texts)].filter((text) => text.length > 2 && !same.has(text)).slice(0, MOST_PARTS);
    const more = texts.length - shown.length;
    const rest = more === 0 ? [] : [shown.length === 0 ? plural(more, noun) : `${more} more`];
    return [`${what} ${[...shown, ...rest].join(', ')}`];
  };
  return [...some(gone, 'removes'), ...some(come, 'adds')].join('; ');
}

function parts(texts: readonly string[], noun: string): string {
  const more = texts.length - MOST_PARTS;
  return [...texts.slice(0, MOST_PARTS), ...(more > 0 ? [plural(more, `more ${noun}`)] : [])].join('; ');
}

/** The elements that the other list does not have, as often as it lacks them. */
function without<T>(list: readonly T[], other: readonly T[]): T[] {
  const counts = new Map<string, number>();
  const key = (item: T): string => (typeof item === 'string' ? item : (JSON.stringify(item) ?? ''));
  for (const item of other) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return list.filter((item) => {
    const left = counts.get(key(item)) ?? 0;
    counts.set(key(item), left - 1);
    return left <= 0;
  });
}

/** Two texts cut around the first place in which they differ. */
function around(old: string, now: string): string {
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const start = same <= CONTEXT ? 0 : wordStart(old, same - CONTEXT, same);
  const cut = (text: string): string => {
    const end = start + MOST - 4;
    return `'${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}'`;
  };
  return `${cut(old)} → ${cut(now)}`;
}

/** The first place from `from` on at which a word begins, for a text that reads well; `from` if none does before `end`. */
function wordStart(text: string, from: number, end: number): number {
  for (let index = from; index < end; index++) if (/[\s"'/,:={[]/.test(text[index - 1] ?? '')) return index;
  return from;
}
