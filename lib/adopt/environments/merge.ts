import {
  Call,
  childrenOf,
  type Code,
  FilesCode,
  ListCode,
  Literal,
  MapCode,
  Member,
  Name,
  textOf,
  withChildren,
} from '../code/code';
import { print } from '../code/print';
import { deepEqual } from '../../kubernetes/plain';
import { freeName } from '../project/identifier';

/** A value that is another one in each environment. */
export interface Varying {
  /** `replicas`, `appResourcesMemory`: its name in the program. */
  readonly name: string;
  /** The prop that it is, if it is a whole one; otherwise a text, a number or a truth value in one. */
  readonly prop?: string;
  /** In the order of the environments; undefined where there is none. */
  readonly values: readonly (Code | undefined)[];
}

/** Props of one app for several environments. */
export interface Merged {
  readonly props: MapCode;
  readonly varying: readonly Varying[];
}

/** More differences than these are two apps of one name. */
const MOST_VARYING = 15;

/** The props that all environments share, with names in the place of what differs; nothing where that is too much. */
export function mergeProps(all: readonly MapCode[]): Merged | undefined {
  const varying: Varying[] = [];
  const taken = new Set<string>();
  const nameFor = (path: readonly string[]): string => freeName(camel(path), taken);
  const keys = [...new Set(all.flatMap(({ entries }) => entries.map(({ key }) => key)))];
  const entries = keys.map((key) => {
    const values = all.map((props) => props.get(key));
    const comment = all.flatMap((props) => props.entries.find((entry) => entry.key === key)?.comment ?? []);
    const leaves: Varying[] = [];
    const merged = values.every((value) => value !== undefined)
      ? mergeCode(values, [key], (path, codes) => {
          const name = nameFor(path);
          leaves.push({ name, values: codes });
          return new Name(`values.${name}`, codes[0] as Code);
        })
      : undefined;
    if (merged !== undefined) varying.push(...leaves);
    const whole = merged ?? wholeProp(key, values, nameFor([key]), varying);
    return { key, value: whole, ...(comment.length === 0 ? {} : { comment: [...new Set(comment)] }) };
  });
  return varying.length > MOST_VARYING ? undefined : { props: new MapCode(entries), varying };
}

function wholeProp(key: string, values: readonly (Code | undefined)[], name: string, varying: Varying[]): Code {
  varying.push({ name, prop: key, values });
  return new Name(`values.${name}`, values.find((value) => value !== undefined) ?? new Literal(null));
}

/** The code that all share; nothing where more than texts, numbers and truth values differ. */
function mergeCode(
  codes: readonly Code[],
  path: readonly string[],
  vary: (path: readonly string[], codes: readonly Code[]) => Code,
): Code | undefined {
  const [first] = codes;
  if (first === undefined || codes.every((code) => print(code) === print(first))) return first;
  if (codes.every((code) => code instanceof FilesCode)) {
    const isSame = codes.every((code) => deepEqual((code as FilesCode).files, (first as FilesCode).files));
    return isSame ? first : vary(path, codes);
  }
  if (codes.every((code) => code instanceof Literal && typeof code.value === typeof (first as Literal).value))
    return vary(path, codes);
  if (!codes.every((code) => shapeOf(code) === shapeOf(first))) return undefined;
  const children = childrenOf(first).map((_, index) =>
    mergeCode(
      codes.map((code) => childrenOf(code)[index] as Code),
      [...path, ...stepOf(first, index)],
      vary,
    ),
  );
  return children.includes(undefined) ? undefined : withChildren(first, children as Code[]);
}

/** What must be alike for two to be merged part by part. */
function shapeOf(code: Code): string {
  if (code instanceof MapCode) return `map ${code.entries.map(({ key }) => key).join(' ')}`;
  if (code instanceof ListCode) return `list ${code.items.length}`;
  if (code instanceof Call) return `${code.owner}.${code.method} ${code.args.length}`;
  return code instanceof Member ? `${code.owner}.${code.name}` : 'value';
}

function stepOf(code: Code, index: number): string[] {
  if (code instanceof MapCode) return [code.entries[index]?.key ?? ''];
  const item = code instanceof ListCode ? code.items[index] : undefined;
  const name = item instanceof MapCode ? textOf(item.get('name')) : undefined;
  return name === undefined ? [] : [name];
}

function capitalised(word: string): string {
  const rest = word.slice(1);
  return word.charAt(0).toUpperCase() + (word === word.toUpperCase() ? rest.toLowerCase() : rest);
}

function camel(path: readonly string[]): string {
  const words = path.flatMap((step) => step.split(/[^A-Za-z0-9]+/)).filter((word) => word !== '');
  const joined = words.map((word, index) =>
    index === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : capitalised(word),
  );
  const name = joined.join('') || 'value';
  return /^\d/.test(name) ? `value${name}` : name;
}
