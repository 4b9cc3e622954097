import { messageOf } from '../messages/message-of';
import type { Report } from '../messages/problem';
import type { SynthCode } from '../messages/synth-codes';
import { CLASS_MARKS, isMarked } from './class-mark';
import { isJson, isPlain, isWellFormed } from './json';
import {
  booleanInstead,
  classExpected,
  classInstead,
  listInstead,
  MISFIT,
  misfit,
  numberInstead,
  objectInstead,
  textInstead,
} from './misfit';
import { misusesOf } from './misuse';
import { otherNames } from './other-names';
import type { PropType, StructType } from './type';
import { unknownProp } from './unknown-name';

export { MISFIT };

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
    return misfit(report, prop, value, message, 'Give plain values, without getters or proxies');
  }
}

function fitValue(report: Report, value: unknown, type: PropType, prop: string): unknown {
  switch (type.tag) {
    case 'string':
      return typeof value !== 'string'
        ? misfit(report, prop, value, 'must be text', textInstead(value, prop))
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
  if (!Array.isArray(value)) return misfit(report, prop, value, 'must be a list', listInstead(of));
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
    : misfit(report, prop, value, classExpected(name), classInstead(name, value, mark.make));
}

/** By its name, as other errors say: `claims[www]`. What is called by something else, as mounts by their volume, by its place. */
function labelOf(item: unknown, type: PropType): string | undefined {
  if (type.tag !== 'struct' || type.props.has('mountPath') !== type.props.has('size') || !isPlain(item))
    return undefined;
  return typeof item['name'] === 'string' && item['name'] !== '' ? item['name'] : undefined;
}
