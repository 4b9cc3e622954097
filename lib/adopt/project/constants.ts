import { Call, childrenOf, type Code, Literal, MapCode, Name, withChildren } from '../code/code';
import { print } from '../code/print';
import { freeName, identifierOf } from './identifier';

/** A value that stands in several places of an app. */
export interface Constant {
  readonly name: string;
  readonly value: Code;
}

/** Shorter than this, a value is easier to read where it stands. */
const SHORTEST = 48;

/** Images are changed together, however short their names are. */
const SHORTEST_IMAGE = 12;

/** Gives a name to each value that an app says several times, so that it is changed in one place. */
export function constantsOf(
  props: MapCode,
  reserved: string,
): { readonly props: MapCode; readonly constants: readonly Constant[] } {
  const found = new Map<string, { readonly key: string; readonly value: Code; readonly count: number }>();
  count(props, 'value', (key, value) => {
    const text = print(value, 0, 0);
    if (text.length < (key === 'image' ? SHORTEST_IMAGE : SHORTEST) || containsName(value)) return;
    const known = found.get(text);
    if (known === undefined) found.set(text, { key, value, count: 1 });
    else
      found.set(text, { key: known.key === key ? key : nameOfKind(value, known.key), value, count: known.count + 1 });
  });
  const taken = new Set([reserved, 'chart', 'values']);
  const names = new Map<string, string>();
  const constants = new Map<string, Constant>();
  for (const [text, { key, value, count: times }] of found) {
    if (times < 2) continue;
    const name = freeName(identifierOf(key), taken);
    names.set(text, name);
    constants.set(text, { name, value });
  }
  const used = new Set<string>();
  const replaced = replace(props, names, used) as MapCode;
  return { props: replaced, constants: [...constants.values()].filter(({ name }) => used.has(name)) };
}

/** `probe` of what is a Probe in places of several names. */
function nameOfKind(value: Code, key: string): string {
  return value instanceof Call ? value.owner.charAt(0).toLowerCase() + value.owner.slice(1) : key;
}

/** Calls back for each value of a map, with its key: what stands inside of it comes later. */
function count(code: Code, key: string, found: (key: string, value: Code) => void): void {
  if (code instanceof MapCode) {
    for (const entry of code.entries) {
      if (isShareable(entry.value)) found(entry.key, entry.value);
      count(entry.value, entry.key, found);
    }
  } else for (const child of childrenOf(code)) count(child, key, found);
}

/** Texts are told apart by what they are for, so that only whole images count. */
function isShareable(value: Code): boolean {
  return value instanceof Literal ? typeof value.value === 'string' : !(value instanceof Name);
}

function containsName(code: Code): boolean {
  return code instanceof Name || childrenOf(code).some(containsName);
}

/** The largest parts first: what stands inside of one that has a name needs none. */
function replace(code: Code, names: ReadonlyMap<string, string>, used: Set<string>): Code {
  if (code instanceof Name) return code;
  if (!(code instanceof MapCode)) {
    const children = childrenOf(code);
    return children.length === 0
      ? code
      : withChildren(
          code,
          children.map((child) => replace(child, names, used)),
        );
  }
  return new MapCode(
    code.entries.map((entry) => {
      const name = isShareable(entry.value) ? names.get(print(entry.value, 0, 0)) : undefined;
      if (name === undefined) return { ...entry, value: replace(entry.value, names, used) };
      used.add(name);
      return { ...entry, value: new Name(name, entry.value) };
    }),
  );
}
