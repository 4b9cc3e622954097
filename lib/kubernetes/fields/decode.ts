import { applyDefaults } from '../defaults';
import { droppedFields, gatedType } from './feature-gates';
import { type Field, isManagedFields, type Kind, type Struct, struct } from './fields';
import { isPlainObject, type PlainObject, put, remove } from '../plain';
import { parseQuantity } from '../quantity';

/** A value that the API server answers with 400: of the wrong type, or not a quantity. */
export interface DecodeError {
  /** `spec.template.spec.containers[0].env[1].value`. */
  readonly path: string;
  readonly message: string;
  readonly value: unknown;
}

export interface Decoded {
  /** As the API server stores it: unknown and gated fields gone, defaults filled in, quantities canonical, nothing empty. */
  readonly value: PlainObject;
  readonly errors: readonly DecodeError[];
  /** Paths of fields that no API type has. */
  readonly unknown: readonly string[];
  /** Paths of fields that are dropped because their feature gate is off. */
  readonly dropped: readonly string[];
}

interface Context {
  readonly minor: number;
  /** What was patched is not read from JSON again: a number that is too large loses its upper bits without a word. */
  readonly patched: boolean;
  readonly errors: DecodeError[];
  readonly unknown: string[];
  readonly dropped: string[];
}

/** Types that are dropped whole where a gate leaves nothing of them. */
const VANISHING: ReadonlySet<string> = new Set(['Lifecycle', 'LifecycleHandler']);
/** Types whose quantities are rounded up to thousandths, by the names of their fields. */
const ROUNDED: ReadonlySet<string> = new Set(['limits', 'requests', 'capacity', 'allocatedResources', 'overhead']);

/** Reads an object as the API server of a minor version does. Never throws, never changes its input. */
export function decode(value: unknown, root: Struct, minor: number, patched = false): Decoded {
  const context: Context = { minor, patched, errors: [], unknown: [], dropped: [] };
  const decoded = decodeStruct(value, root, '', context) ?? {};
  return { value: decoded, errors: context.errors, unknown: context.unknown, dropped: context.dropped };
}

function decodeStruct(value: unknown, type: Struct, path: string, context: Context): PlainObject | undefined {
  if (!isPlainObject(value)) {
    fail(context, path, value, `Go value of type ${type.name}`);
    return undefined;
  }
  const result: PlainObject = {};
  const droppedBefore = context.dropped.length;
  for (const field of type.fields) {
    if (context.minor < field.since || context.minor > field.until) continue;
    const given = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    const present = given !== undefined && given !== null;
    // A struct that Go embeds by value is always there, and its defaults with it.
    if (!present && (field.pointer || field.kind.tag !== 'struct')) continue;
    const decoded = decodeField(
      present ? given : {},
      field,
      path === '' ? field.name : `${path}.${field.name}`,
      context,
    );
    if (decoded !== undefined) result[field.name] = decoded;
  }
  for (const key of Object.keys(value).sort()) {
    const field = type.byName.get(key);
    if ((field === undefined || context.minor < field.since) && !isManagedFields(type, key)) {
      context.unknown.push(path === '' ? key : `${path}.${key}`);
    }
  }
  applyDefaults(type.name, result, context.minor);
  for (const name of droppedFields(gatedType(type.name, path), result, context.minor)) {
    if (Object.hasOwn(result, name) && Object.hasOwn(value, name))
      context.dropped.push(path === '' ? name : `${path}.${name}`);
    remove(result, name);
  }
  const vanishes = VANISHING.has(type.name) && context.dropped.length > droppedBefore;
  return vanishes && Object.keys(result).length === 0 ? undefined : result;
}

function decodeField(value: unknown, field: Field, path: string, context: Context): unknown {
  const decoded = decodeKind(value, field.kind, path, context, ROUNDED.has(field.name));
  if (field.pointer || decoded === undefined) return decoded;
  // Go's `omitempty`, and the round trip through protobuf: what is empty is not there.
  if (decoded === '' || decoded === 0 || decoded === false) return undefined;
  if (Array.isArray(decoded) && decoded.length === 0) return undefined;
  if (isPlainObject(decoded) && Object.keys(decoded).length === 0) return undefined;
  return decoded;
}

function decodeKind(value: unknown, kind: Kind, path: string, context: Context, rounded: boolean): unknown {
  switch (kind.tag) {
    case 'struct':
      return decodeStruct(value, struct(kind.name), path, context);
    case 'list': {
      if (!Array.isArray(value)) return fail(context, path, value, `Go value of type []${goType(kind.of)}`);
      return value.map((item: unknown, index) => {
        const given = item ?? (kind.of.tag === 'struct' ? {} : '');
        return decodeKind(given, kind.of, `${path}[${index}]`, context, rounded) ?? {};
      });
    }
    case 'map': {
      if (!isPlainObject(value)) return fail(context, path, value, `Go value of type map[string]${goType(kind.of)}`);
      const result: PlainObject = {};
      for (const key of Object.keys(value)) {
        const item = value[key] ?? (kind.of.tag === 'scalar' && kind.of.scalar === 'q' ? '0' : '');
        put(result, key, decodeKind(item, kind.of, `${path}[${key}]`, context, rounded));
      }
      return result;
    }
    case 'scalar':
      return decodeScalar(value, kind.scalar, path, context, rounded);
  }
}

function decodeScalar(value: unknown, scalar: string, path: string, context: Context, rounded: boolean): unknown {
  switch (scalar) {
    case 's':
    case 't':
      return typeof value === 'string' ? value : fail(context, path, value, 'Go value of type string');
    case 'y': {
      if (typeof value !== 'string') return fail(context, path, value, 'Go value of type string');
      const text = value.replace(/[\r\n]/g, '');
      if (text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)) return text;
      context.errors.push({ path, value, message: 'illegal base64 data' });
      return undefined;
    }
    case 'j':
      return value;
    case 'b':
      return typeof value === 'boolean' ? value : fail(context, path, value, 'Go value of type bool');
    case 'i':
    case 'l': {
      if (context.patched && scalar === 'i' && Number.isSafeInteger(value)) return Number(value) | 0;
      const limit = scalar === 'i' ? 2 ** 31 : 2 ** 63;
      // 2 ** 63 may be what 2 ** 63 - 1 was rounded to, which fits.
      const most = scalar === 'i' ? limit - 1 : limit;
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= -limit && value <= most;
      return fits ? value : fail(context, path, value, `Go value of type ${scalar === 'i' ? 'int32' : 'int64'}`);
    }
    case 'x': {
      const fits = typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
      return fits ? value : fail(context, path, value, 'Go value of type int32');
    }
    default: {
      const quantity = parseQuantity(value);
      if (quantity === undefined) {
        context.errors.push({
          path,
          value,
          message: `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
        });
        return undefined;
      }
      return (rounded ? quantity.roundedToMilli() : quantity).canonical;
    }
  }
}

function fail(context: Context, path: string, value: unknown, target: string): undefined {
  const given = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  context.errors.push({ path, value, message: `json: cannot unmarshal ${given} into ${target}` });
  return undefined;
}

const GO_TYPES: Readonly<Record<string, string>> = {
  s: 'string',
  b: 'bool',
  i: 'int32',
  l: 'int64',
  q: 'resource.Quantity',
};

function goType(kind: Kind): string {
  return kind.tag === 'struct'
    ? `v1.${kind.name}`
    : kind.tag === 'scalar'
      ? (GO_TYPES[kind.scalar] ?? 'string')
      : 'interface {}';
}
