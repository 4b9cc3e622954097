import { messageOf } from '../messages/message-of';
import { joinOr, nearestNames } from '../messages/nearest-names';
import type { Problem, Report } from '../messages/problem';
import type { SynthCode } from '../messages/synth-codes';
import { CLASS_MARKS, isMarked } from './class-mark';
import { factoryFor } from './factory-for';
import { misusesOf } from './misuse';
import { otherNames } from './other-names';
import type { PropType, StructType } from './type';

/** What stands for a value that fits nowhere: it is reported, and whoever asked leaves the prop out. */
export const MISFIT = Symbol('misfit');

type Fields = Record<string, unknown>;

/** Values of these maps have codes of their own, older than the table. */
const MAP_CODES: ReadonlyMap<string, SynthCode> = new Map(
  Object.entries<SynthCode>({
    env: 'env-value-invalid',
    configFiles: 'config-file-invalid',
    annotations: 'annotation-value-invalid',
    podAnnotations: 'annotation-value-invalid',
    labels: 'label-value-invalid',
    podLabels: 'label-value-invalid',
    selectorLabels: 'label-value-invalid',
    namespaceLabels: 'label-value-invalid',
  }),
);

/** Deeper than any manifest. */
const MAX_DEPTH = 64;

/**
 * The value as its type wants it, or `MISFIT`. The compiler knows all this, and JavaScript, casts and other languages do not: looked
 * into with another shape, a value would end in an error that names neither the app nor the prop. The same value comes back if
 * nothing is wrong with it; null counts as left out.
 */
export function fit(report: Report, value: unknown, type: PropType, prop: string): unknown {
  return guarded(report, value, prop, () => fitValue(report, value, type, prop));
}

/** A getter or a proxy may throw whatever is asked of it. */
function guarded(report: Report, value: unknown, prop: string, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    const message = `cannot be read (${messageOf(error)})`;
    return misfit(
      report,
      prop === '' ? 'props' : prop,
      value,
      message,
      'Give plain values, without getters or proxies',
    );
  }
}

function fitValue(report: Report, value: unknown, type: PropType, prop: string): unknown {
  switch (type.tag) {
    case 'string':
      return typeof value !== 'string'
        ? misfit(report, prop, value, 'must be text', textInstead(value))
        : isWellFormed(value)
          ? value
          : misfit(report, prop, value, 'must be text without half of a surrogate pair', 'Correct the text');
    case 'number':
      return typeof value === 'number' ? value : numberInstead(report, value, prop);
    case 'boolean':
      return typeof value === 'boolean'
        ? value
        : misfit(report, prop, value, 'must be true or false', booleanInstead(value));
    case 'enum':
      return type.values.includes(value as string)
        ? value
        : misfit(report, prop, value, `must be one of ${type.values.join(', ')}`, 'Write one of them, or leave it out');
    case 'any':
      return isJson(value)
        ? value
        : misfit(
            report,
            prop,
            value,
            'must be a value that JSON can hold',
            'Use text, numbers, booleans, lists and plain objects',
          );
    case 'list':
      return fitList(report, value, type.of, prop);
    case 'map':
      return fitMap(report, value, type.of, prop);
    case 'class':
      return fitClass(report, value, type.name, prop);
    case 'struct':
      return fitStruct(report, value, type, prop);
  }
}

/** A struct with the props that fit; `MISFIT` if one that is required does not. */
export function fitStruct(report: Report, value: unknown, type: StructType, prop: string): unknown {
  return guarded(report, value, prop, () => fitFields(report, value, type, prop));
}

function fitFields(report: Report, value: unknown, type: StructType, prop: string): unknown {
  const { props } = type;
  if (!isPlain(value)) return misfit(report, prop, value, 'must be an object', objectInstead(value, props));
  const prefix = prop === '' ? '' : `${prop}.`;
  let good: Fields = value;
  let complete = true;
  const change = (key: string, kept: unknown): void => {
    if (good === value) good = { ...value };
    if (kept === MISFIT) Reflect.deleteProperty(good, key);
    else good[key] = kept;
  };
  for (const key of Object.keys(value)) {
    const given = value[key];
    if (given === undefined) continue;
    const known = props.get(key);
    if (known === undefined) {
      if (type.isOpen) continue;
      if (given !== null) report(unknownProp(`${prefix}${key}`, key, given, [...props.keys()], otherNames(key, type)));
      change(key, MISFIT);
      continue;
    }
    const kept = given === null ? MISFIT : fit(report, given, known.type, `${prefix}${key}`);
    if (kept !== given) change(key, kept);
    if (kept === MISFIT && given !== null && known.required) complete = false;
  }
  for (const [key, { required }] of props) {
    if (required && (value[key] === undefined || value[key] === null)) {
      report({ code: 'prop-missing', prop: `${prefix}${key}`, message: 'is missing' });
      complete = false;
    }
  }
  return complete ? good : MISFIT;
}

function fitList(report: Report, value: unknown, of: PropType, prop: string): unknown {
  if (!Array.isArray(value)) {
    const remedy =
      of.tag === 'struct'
        ? 'Write it in brackets, [{ … }]'
        : of.tag === 'class'
          ? `Write [${CLASS_MARKS[of.name]?.make ?? '…'}]`
          : 'Write it in brackets, […]';
    return misfit(report, prop, value, 'must be a list', remedy);
  }
  const items = value as readonly unknown[];
  let good: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    const kept = fit(report, item, of, `${prop}[${labelOf(item, of) ?? index}]`);
    if (kept === item) good?.push(kept);
    else {
      good ??= items.slice(0, index);
      if (kept !== MISFIT) good.push(kept);
    }
  }
  // A list of which nothing is left is left out, so that its emptiness is not reported as well.
  return good?.length === 0 ? MISFIT : (good ?? value);
}

function fitMap(report: Report, value: unknown, of: PropType, prop: string): unknown {
  if (!isPlain(value)) return misfit(report, prop, value, 'must be an object', 'Write it in braces, { … }');
  const code = of.tag === 'string' ? MAP_CODES.get(prop.slice(prop.lastIndexOf('.') + 1)) : undefined;
  let good: Fields = value;
  for (const key of Object.keys(value)) {
    const given = value[key];
    if (given === undefined) continue;
    const where = `${prop}[${key}]`;
    const kept =
      !isWellFormed(key) || key === '__proto__'
        ? misfit(report, where, given, 'a key must be text', 'Correct the key')
        : fit(code === undefined ? report : (problem) => report({ ...problem, code }), given, of, where);
    if (kept === given) continue;
    if (good === value) good = { ...value };
    // Of a map of texts the key is kept, so that what depends on it is not reported as missing.
    if (kept !== MISFIT) good[key] = kept;
    else if (of.tag === 'string' && key !== '__proto__') good[key] = typeof given === 'number' ? given : '';
    else Reflect.deleteProperty(good, key);
  }
  return good;
}

function fitClass(report: Report, value: unknown, name: string, prop: string): unknown {
  const misuses = typeof value === 'object' && value !== null ? misusesOf(value) : undefined;
  if (misuses !== undefined) {
    for (const { prop: parameter, ...problem } of misuses) {
      report({ ...problem, prop: parameter === '' ? prop : `${prop}.${parameter}` });
    }
    return MISFIT;
  }
  const mark = CLASS_MARKS[name];
  if (mark === undefined) return value;
  return typeof value === 'object' && value !== null && isMarked(value, mark)
    ? value
    : misfit(
        report,
        prop,
        value,
        `must be made with ${name === 'EnvValue' ? 'EnvVar' : name}`,
        `Write ${factoryFor(name, value) ?? mark.make}`,
      );
}

/** Text that is a number is judged as one, so that what depends on it is not reported as missing. */
function numberInstead(report: Report, value: unknown, prop: string): unknown {
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const fitted = misfit(
    report,
    prop,
    value,
    'must be a number',
    isNumber ? 'Write it without quotes' : 'Write a number',
  );
  return isNumber ? Number(value) : fitted;
}

function booleanInstead(value: unknown): string {
  return value === 'true' || value === 'false' ? 'Write it without quotes' : 'Write true or false';
}

/** `true` asks for something whose props all have defaults. */
function objectInstead(value: unknown, props: StructType['props']): string {
  const needsNothing = [...props.values()].every(({ required }) => !required);
  return value === true && needsNothing ? 'Write {} for its defaults' : 'Write it in braces, { … }';
}

function textInstead(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'Put it in quotes';
  const variable = CLASS_MARKS['EnvValue'];
  return variable !== undefined && isMarked(value, variable)
    ? 'Put what EnvVar returns into envValues'
    : 'Write text, such as what JSON.stringify returns';
}

function misfit(report: Report, prop: string, value: unknown, expected: string, remedy: string): typeof MISFIT {
  const missing = value === undefined || value === null;
  const message = missing ? `${expected}, and is missing` : expected;
  report({ code: 'prop-wrong-type', prop: prop === '' ? 'props' : prop, value: value ?? undefined, message, remedy });
  return MISFIT;
}

/** So many names help; more hide the message. */
const NAMES_SHOWN = 12;

/** An error of what is no prop, with the names that may be meant. */
export function unknownProp(
  prop: string,
  name: string,
  value: unknown,
  known: readonly string[],
  others: readonly string[] = [],
): Problem {
  const near = (others.length > 0 ? others : nearestNames(name, known)).map((one) => `\`${one}\``);
  const choice = known.length > NAMES_SHOWN ? undefined : `Leave it out, or write one of ${known.join(', ')}`;
  const remedy = near.length === 0 ? choice : `Write ${joinOr(near)}`;
  return { code: 'prop-unknown', prop, value, message: 'there is no such prop', remedy };
}

/** By its name, as other errors say: `claims[www]`. What is called by something else, as mounts by their volume, by its place. */
function labelOf(item: unknown, type: PropType): string | undefined {
  if (type.tag !== 'struct' || type.props.has('mountPath') !== type.props.has('size') || !isPlain(item))
    return undefined;
  return typeof item['name'] === 'string' && item['name'] !== '' ? item['name'] : undefined;
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJson(value: unknown, within: readonly object[] = []): boolean {
  if (value === null || value === undefined || typeof value === 'boolean') return true;
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || within.includes(value) || within.length > MAX_DEPTH) return false;
  const inside = [...within, value];
  // A list with holes has fewer keys than items.
  if (Array.isArray(value)) {
    return (
      Object.keys(value).length >= value.length && value.every((item) => item !== undefined && isJson(item, inside))
    );
  }
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isWellFormed(key) && isJson(item, inside));
}

const HALF_OF_A_PAIR = /\p{Surrogate}/u;

function isWellFormed(text: string): boolean {
  return !HALF_OF_A_PAIR.test(text);
}
