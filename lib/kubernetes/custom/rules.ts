import { asObject, asObjects, asText, isPlainObject, type PlainObject } from '../plain';
import type { FieldErrors } from '../validation/field-error';
import { compile } from './cel';
import { correlated, fieldPath, itemKey, listTypeOf, type Schema, schemaOfField } from './schema';

/** Thrown where a value is another one to Kubernetes than to the library. */
class Unsure extends Error {}

/**
 * The rules of a schema (`x-kubernetes-validations`) that a value breaks for sure. Those about `oldSelf` are asked only where there
 * was a value before. What the library cannot evaluate is left out.
 */
export function validateRules(value: unknown, old: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  if (value === undefined || value === null) return;
  for (const rule of asObjects(schema['x-kubernetes-validations'])) judge(rule, value, old, schema, path, errors);
  const steps: [string | number, unknown, Schema | undefined][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item, asSchema(schema['items'])])
    : isPlainObject(value)
      ? Object.entries(value).map(([name, item]) => [name, item, schemaOfField(schema, name)])
      : [];
  for (const [step, item, known] of steps) {
    if (known === undefined || (path === '' && step === 'metadata')) continue;
    validateRules(item, correlated(old, schema, step, item), known, fieldPath(path, step), errors);
  }
}

function asSchema(value: unknown): Schema | undefined {
  return isPlainObject(value) ? value : undefined;
}

function judge(
  rule: PlainObject,
  value: unknown,
  old: unknown,
  schema: Schema,
  path: string,
  errors: FieldErrors,
): void {
  const text = asText(rule['rule']) ?? '';
  const isTransition = /\boldSelf\b/.test(text);
  if (isTransition && (old === undefined || rule['optionalOldSelf'] === true)) return;
  const program = compile(text);
  if (program === undefined) return;
  let variables: Record<string, unknown>;
  try {
    variables = { self: toCel(value, schema, text), ...(isTransition && { oldSelf: toCel(old, schema, text) }) };
  } catch (error) {
    if (error instanceof Unsure) return;
    throw error;
  }
  if (program(variables) !== false) return;
  const own = asText(rule['fieldPath']);
  const field = own === undefined ? path : `${path}${own.replace(/^(?=[^.[])/, '.')}`.replace(/^\./, '');
  errors.list.push({
    field,
    type: TYPES.get(asText(rule['reason']) ?? '') ?? 'Invalid value',
    detail: messageOf(rule, variables),
    ...(/^\s*(self == oldSelf|oldSelf == self)\s*$/.test(text) ? { immutable: true as const } : {}),
  });
}

const TYPES: ReadonlyMap<string, 'Forbidden' | 'Required value' | 'Duplicate value'> = new Map(
  Object.entries<'Forbidden' | 'Required value' | 'Duplicate value'>({
    FieldValueForbidden: 'Forbidden',
    FieldValueRequired: 'Required value',
    FieldValueDuplicate: 'Duplicate value',
  }),
);

function messageOf(rule: PlainObject, variables: Readonly<Record<string, unknown>>): string {
  const expression = asText(rule['messageExpression']);
  const computed = expression === undefined ? undefined : compile(expression)?.(variables);
  if (typeof computed === 'string' && computed.trim() !== '') return computed;
  return asText(rule['message']) ?? `failed rule: ${asText(rule['rule']) ?? ''}`;
}

/** Texts that are times or bytes to a rule. */
const TYPED_FORMATS: ReadonlySet<unknown> = new Set(['byte', 'date', 'date-time', 'datetime', 'duration']);

/** A value as a rule sees it: numbers by their type in the schema, fields under names that CEL can write. */
function toCel(value: unknown, schema: Schema, rule: string): unknown {
  if (typeof value === 'number') {
    return schema['type'] === 'number' ? value : BigInt(Math.trunc(value));
  }
  if (typeof value === 'string') {
    if (TYPED_FORMATS.has(schema['format'])) throw new Unsure();
    return value;
  }
  if (Array.isArray(value)) {
    const items = asObject(schema['items']);
    return inOrder(value, schema, rule).map((item) => toCel(item, items, rule));
  }
  if (!isPlainObject(value)) return value;
  const properties = asObject(schema['properties']);
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    if (Object.hasOwn(properties, name)) return [[escape(name), toCel(item, asObject(properties[name]), rule)]];
    const rest = schemaOfField(schema, name);
    return rest === undefined ? [] : [[name, toCel(item, rest, rule)]];
  });
  return new Map(entries);
}

/** Sets, and lists of type `map`, are equal in any order. */
function inOrder(value: readonly unknown[], schema: Schema, rule: string): readonly unknown[] {
  const type = listTypeOf(schema);
  if (type !== 'set' && type !== 'map') return value;
  // An item by its place is another one once the list is in order.
  if (/\[\s*\d/.test(rule)) throw new Unsure();
  const keyed = value.map((item) => ({ item, key: type === 'map' ? itemKey(item, schema) : JSON.stringify(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}

const RESERVED =
  /^(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

/** A field's name as Kubernetes lets rules write it: `x-y` is `x__dash__y`. */
function escape(name: string): string {
  if (RESERVED.test(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
