import { type Field, type Kind, type Struct, struct } from './fields';
import { at, asList, asObject, deepEqual, isPlainObject, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';

/** One step of a path: a field, or a list item by its key and its places before and after. */
export type Step = string | { readonly key: string; readonly value: string };

/** One difference between two stored objects. */
export interface Difference {
  readonly path: readonly Step[];
  readonly before: unknown;
  readonly after: unknown;
  /** Only the bytes differ: a quantity in another notation. */
  readonly sameValue: boolean;
}

/** `spec.template.spec.containers[web].image`. */
export function formatPath(path: readonly Step[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step !== 'string') text += `[${step.value}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${step}]`;
  }
  return text;
}

/** All differences between two decoded objects of a type, in the order of the type's fields. */
export function differences(before: PlainObject, after: PlainObject, type: Struct): Difference[] {
  const found: Difference[] = [];
  compareStruct(before, after, type, [], found);
  return found;
}

function compareStruct(
  before: PlainObject,
  after: PlainObject,
  type: Struct,
  path: readonly Step[],
  found: Difference[],
): void {
  for (const field of type.fields) {
    const [left, right] = [before[field.name], after[field.name]];
    if (left === undefined && right === undefined) continue;
    compareField(left, right, field, [...path, field.name], found);
  }
}

function compareField(left: unknown, right: unknown, field: Field, path: readonly Step[], found: Difference[]): void {
  // A struct that Go embeds by value has no "absent".
  if (!field.pointer && field.kind.tag === 'struct') {
    compareStruct(asObject(left), asObject(right), struct(field.kind.name), path, found);
  } else if (field.kind.tag === 'map' && !field.pointer) {
    compareKind(left ?? {}, right ?? {}, field.kind, path, found, field);
  } else compareKind(left, right, field.kind, path, found, field);
}

function compareKind(
  left: unknown,
  right: unknown,
  kind: Kind,
  path: readonly Step[],
  found: Difference[],
  field?: Field,
): void {
  if (deepEqual(left, right)) return;
  if (kind.tag === 'struct' && isPlainObject(left) && isPlainObject(right)) {
    const start = found.length;
    compareStruct(left, right, struct(kind.name), path, found);
    if (found.length > start) return;
  } else if (kind.tag === 'map' && isPlainObject(left) && isPlainObject(right)) {
    for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
      compareKind(at(left, key), at(right, key), kind.of, [...path, key], found);
    }
    return;
  } else if (kind.tag === 'list' && (Array.isArray(left) || Array.isArray(right))) {
    if (compareList(asList(left), asList(right), kind.of, path, found, field)) return;
  }
  found.push({ path, before: left, after: right, sameValue: sameValue(left, right, kind) });
}

/** Compares lists whose items have a name, item by item. False: only the whole lists can be compared. */
function compareList(
  left: readonly unknown[],
  right: readonly unknown[],
  kind: Kind,
  path: readonly Step[],
  found: Difference[],
  field?: Field,
): boolean {
  if (kind.tag !== 'struct') return false;
  const key = listKey(struct(kind.name), field);
  if (key === undefined) return false;
  const before = byKey(left, key);
  const after = byKey(right, key);
  if (before === undefined || after === undefined) return false;
  for (const [value, item] of before) {
    const other = after.get(value);
    const step: Step = { key, value };
    if (other === undefined) found.push({ path: [...path, step], before: item, after: undefined, sameValue: false });
    else compareStruct(item, other, struct(kind.name), [...path, step], found);
  }
  for (const [value, item] of after) {
    if (before.has(value)) continue;
    found.push({ path: [...path, { key, value }], before: undefined, after: item, sameValue: false });
  }
  const kept = [...before.keys()].filter((value) => after.has(value));
  const order = [...after.keys()].filter((value) => before.has(value));
  if (!deepEqual(kept, order)) found.push({ path, before: kept, after: order, sameValue: false });
  return true;
}

/** What tells items apart: the merge key, or a name. A claim template has its name in its metadata. */
function listKey(type: Struct, field?: Field): string | undefined {
  if (type.name === 'PersistentVolumeClaim') return 'metadata.name';
  if (field?.mergeKey !== undefined && field.mergeKey !== '=') return field.mergeKey;
  return type.byName.has('name') ? 'name' : undefined;
}

function itemKeyOf(item: unknown, key: string): unknown {
  return key === 'metadata.name' ? asObject(asObject(item)['metadata'])['name'] : asObject(item)[key];
}

function byKey(items: readonly unknown[], key: string): Map<string, PlainObject> | undefined {
  const result = new Map<string, PlainObject>();
  for (const item of items) {
    const value = itemKeyOf(item, key);
    if (!isPlainObject(item) || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
    if (result.has(String(value))) return undefined;
    result.set(String(value), item);
  }
  return result;
}

/** Whether the API server takes two values for the same: quantities by value, nothing and empty alike. */
function sameValue(left: unknown, right: unknown, kind: Kind): boolean {
  if (kind.tag === 'scalar' && kind.scalar === 'q') {
    const [a, b] = [parseQuantity(left ?? '0'), parseQuantity(right ?? '0')];
    return left !== undefined && right !== undefined && a !== undefined && b !== undefined && a.equals(b);
  }
  if (kind.tag === 'map' || kind.tag === 'list') {
    const [a, b] = [left ?? (kind.tag === 'map' ? {} : []), right ?? (kind.tag === 'map' ? {} : [])];
    if (deepEqual(a, b)) return true;
    if (Array.isArray(a) && Array.isArray(b)) {
      return a.length === b.length && a.every((item, index) => sameValue(item, b[index], kind.of));
    }
  }
  if (kind.tag === 'struct' && isPlainObject(left) && isPlainObject(right)) {
    const type = struct(kind.name);
    return type.fields.every(
      (field) =>
        deepEqual(left[field.name], right[field.name]) || sameValue(left[field.name], right[field.name], field.kind),
    );
  }
  return deepEqual(left, right);
}
