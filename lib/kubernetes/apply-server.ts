import { PatchError } from './apply-client';
import { type Field, type Struct, struct } from './fields';
import { asList, copy, isPlainObject, type PlainObject, put, remove } from './plain';

/**
 * What server-side apply (Flux, `kubectl apply --server-side`) makes of a live object, with one manager that applied
 * `before`: fields it no longer names are removed, fields nobody applied stay.
 *
 * @throws {PatchError} where two items of a list have the same keys.
 */
export function applyServerSide(live: PlainObject, before: PlainObject, after: PlainObject, type: Struct): PlainObject {
  return mergeObject(live, before, after, type);
}

function mergeObject(
  live: PlainObject,
  before: PlainObject,
  after: PlainObject,
  type: Struct | undefined,
): PlainObject {
  const result: PlainObject = { ...live };
  for (const key of Object.keys(before)) {
    if (Object.hasOwn(after, key) || !Object.hasOwn(result, key)) continue;
    const rest = release(result[key], before[key], type?.byName.get(key));
    if (rest === undefined) remove(result, key);
    else put(result, key, rest);
  }
  for (const key of Object.keys(after)) {
    const field = type?.byName.get(key);
    const wanted = after[key];
    if (wanted === null) remove(result, key);
    else put(result, key, mergeValue(result[key], before[key], wanted, field));
  }
  return result;
}

function mergeValue(live: unknown, before: unknown, after: unknown, field: Field | undefined): unknown {
  if (isPlainObject(after)) {
    const type = field?.kind.tag === 'struct' ? struct(field.kind.name) : undefined;
    return isPlainObject(live) ? mergeObject(live, isPlainObject(before) ? before : {}, after, type) : copy(after);
  }
  if (Array.isArray(after) && field !== undefined && field.listKeys.length > 0) {
    return mergeList(asList(live), asList(before), after, field);
  }
  return copy(after);
}

function mergeList(
  live: readonly unknown[],
  before: readonly unknown[],
  after: readonly unknown[],
  field: Field,
): unknown[] {
  const type = field.kind.tag === 'list' && field.kind.of.tag === 'struct' ? struct(field.kind.of.name) : undefined;
  const keyOf = (item: unknown): string => identify(item, field);
  const liveByKey = new Map(live.map((item) => [keyOf(item), item]));
  const beforeByKey = new Map(before.map((item) => [keyOf(item), item]));
  const afterKeys = new Set<string>();
  const merged = after.map((item) => {
    const key = keyOf(item);
    if (afterKeys.has(key)) throw new PatchError(`.${field.name}: duplicate entries for key ${key}`);
    afterKeys.add(key);
    const current = liveByKey.get(key);
    const previous = beforeByKey.get(key);
    if (!isPlainObject(item) || !isPlainObject(current)) return copy(item);
    return mergeObject(current, isPlainObject(previous) ? previous : {}, item, type);
  });
  const foreign = live.filter((item) => !afterKeys.has(keyOf(item)) && !beforeByKey.has(keyOf(item)));
  return [...merged, ...foreign];
}

function identify(item: unknown, field: Field): string {
  if (field.listKeys[0] === '=' || !isPlainObject(item)) return JSON.stringify(item) ?? '';
  const parts = field.listKeys.map((key) => [key, item[key] ?? (key === 'protocol' ? 'TCP' : undefined)]);
  return JSON.stringify(Object.fromEntries(parts));
}

/** What stays of a value when its manager lets go of what it applied: that which was never in its manifest. */
function release(live: unknown, before: unknown, field: Field | undefined): unknown {
  if (isPlainObject(live) && isPlainObject(before)) {
    const type = field?.kind.tag === 'struct' ? struct(field.kind.name) : undefined;
    const rest = mergeObject(live, before, {}, type);
    return Object.keys(rest).length === 0 || Object.keys(before).length === 0 ? undefined : rest;
  }
  if (Array.isArray(live) && Array.isArray(before) && field !== undefined && field.listKeys.length > 0) {
    const rest = mergeList(live, before, [], field);
    return rest.length === 0 ? undefined : rest;
  }
  return undefined;
}
