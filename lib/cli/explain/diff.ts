import { stringify } from 'yaml';
import type { Manifest } from '../../kubernetes/manifest';
import { deepEqual } from '../../kubernetes/plain';

/** Of an object that is new or deleted so many lines say what it is. */
const MOST_LINES = 12;

/** What differs between two sides, object by object, as YAML: the lines with `-` and `+`, below the keys that they belong to. */
export function diffOf(before: readonly Manifest[], after: readonly Manifest[]): string[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (deepEqual(was, is)) return [`  # ${name}, unchanged`];
    if (was === undefined) return whole('+', is);
    if (is === undefined) return whole('-', was);
    return [`  # ${name}`, ...changedLines(linesOf(was), linesOf(is))];
  });
}

function byName(objects: readonly Manifest[]): Map<string, Manifest> {
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

function linesOf(object: unknown): string[] {
  return stringify(object, { lineWidth: 0 }).trimEnd().split('\n');
}

function whole(sign: string, object: unknown): string[] {
  const lines = linesOf(object);
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '…'] : lines;
  return shown.map((line) => `${sign} ${line}`);
}

function changedLines(old: readonly string[], now: readonly string[]): string[] {
  const shown: string[] = [];
  let above: readonly string[] = [];
  for (const { sign, line, keys } of steps(old, now)) {
    if (sign === ' ') continue;
    // Keys that were shown for the line before are not shown again.
    shown.push(...keys.filter((key, index) => above[index] !== key).map((key) => `  ${key}`), `${sign} ${line}`);
    above = keys;
  }
  return shown;
}

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** The lines that it is nested in, the outermost first. */
  readonly keys: readonly string[];
}

function steps(old: readonly string[], now: readonly string[]): Step[] {
  const common = commonLengths(old, now);
  const of = (side: readonly string[], index: number, sign: Step['sign']): Step => ({
    sign,
    line: side[index] ?? '',
    keys: keysAbove(side, index),
  });
  const found: Step[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [skipOld = 0, skipNow = 0] = [common[i + 1]?.[j], common[i]?.[j + 1]];
    if (i < old.length && j < now.length && old[i] === now[j]) {
      found.push(of(old, i, ' '));
      i++;
      j++;
    } else if (i < old.length && (j === now.length || skipOld >= skipNow)) found.push(of(old, i++, '-'));
    else found.push(of(now, j++, '+'));
  }
  return found;
}

/** The longest common run of lines from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [row = [], next = []] = [table[i], table[i + 1]];
      row[j] = old[i] === now[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function keysAbove(lines: readonly string[], index: number): string[] {
  const keys: string[] = [];
  let indent = indentOf(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && indent > 0; at--) {
    const line = lines[at] ?? '';
    if (indentOf(line) >= indent) continue;
    keys.unshift(line);
    indent = indentOf(line);
  }
  return keys;
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}
