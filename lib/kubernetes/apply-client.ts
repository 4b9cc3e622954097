import { type Field, type Struct, struct } from './fields';
import { asList, copy, deepEqual, isPlainObject, type PlainObject, put, remove, textOf } from './plain';

/** A patch that kubectl cannot make: it stops before anything is sent. */
export class PatchError extends Error {}

/**
 * What is sent to the API server by client-side apply (kubectl, Argo CD): the three-way strategic merge of the last applied
 * manifest, the new one and the live object. Fields that were never applied, defaults among them, stay as they are.
 *
 * @throws {PatchError} where kubectl gives up: an unknown field that holds a list or an object, a list item without its key.
 */
export function applyClientSide(live: PlainObject, before: PlainObject, after: PlainObject, type: Struct): PlainObject {
  return mergeObject(live, before, after, type);
}

function mergeObject(
  live: PlainObject,
  before: PlainObject | undefined,
  after: PlainObject,
  type: Struct | undefined,
): PlainObject {
  const result: PlainObject = { ...live };
  for (const key of Object.keys(before ?? {})) {
    if (!Object.hasOwn(after, key)) remove(result, key);
  }
  for (const key of Object.keys(after)) {
    const wanted = after[key];
    const previous = before !== undefined && Object.hasOwn(before, key) ? before[key] : undefined;
    const field = type?.byName.get(key);
    if (type !== undefined && field === undefined) refuseUnknown(type, key, previous, wanted);
    if (wanted === null) remove(result, key);
    else put(result, key, mergeValue(Object.hasOwn(live, key) ? live[key] : undefined, previous, wanted, field));
  }
  return result;
}

function mergeValue(live: unknown, before: unknown, after: unknown, field: Field | undefined): unknown {
  if (isPlainObject(after) && isPlainObject(live)) {
    const type = field?.kind.tag === 'struct' ? struct(field.kind.name) : undefined;
    const merged = mergeObject(live, isPlainObject(before) ? before : undefined, after, type);
    return field?.retainKeys === true ? retain(merged, after) : merged;
  }
  if (Array.isArray(after) && field !== undefined) {
    return mergeList(asList(live), Array.isArray(before) ? before : [], after, field);
  }
  return copy(after);
}

function mergeList(
  live: readonly unknown[],
  before: readonly unknown[],
  after: readonly unknown[],
  field: Field,
): unknown[] {
  const { mergeKey, kind } = field;
  if (mergeKey === undefined || kind.tag !== 'list') return copy([...after]);
  if (mergeKey === '=') {
    const gone = new Set(before.filter((item) => !after.includes(item)));
    const kept = live.filter((item) => !gone.has(item));
    return [...new Set([...kept, ...after])];
  }
  const type = kind.of.tag === 'struct' ? struct(kind.of.name) : undefined;
  const lists = [live, before, after].map((list) => keyed(list, mergeKey));
  const [liveItems = [], beforeItems = [], afterItems = []] = lists;
  const merge = (current: PlainObject, previous: PlainObject | undefined, wanted: PlainObject): PlainObject => {
    const merged = mergeObject(current, previous, wanted, type);
    return field.retainKeys ? retain(merged, wanted) : merged;
  };
  const result = lists.every(hasUniqueKeys)
    ? mergeUnique(liveItems, beforeItems, afterItems, merge)
    : mergeRepeated(liveItems, beforeItems, afterItems, merge);
  const order = new Map<string, number>();
  for (const item of afterItems) if (!order.has(item.key)) order.set(item.key, order.size);
  return result
    .map((item, index) => ({ item, rank: order.get(item.key) ?? order.size + index }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item.value);
}

interface Item {
  readonly key: string;
  readonly value: PlainObject;
}

type Merge = (live: PlainObject, before: PlainObject | undefined, after: PlainObject) => PlainObject;

function mergeUnique(live: readonly Item[], before: readonly Item[], after: readonly Item[], merge: Merge): Item[] {
  const wanted = new Map(after.map((item) => [item.key, item.value]));
  const previous = new Map(before.map((item) => [item.key, item.value]));
  const current = new Map(live.map((item) => [item.key, item.value]));
  const result = live.filter((item) => wanted.has(item.key) || !previous.has(item.key));
  return [
    ...result.map(({ key, value }) => {
      const change = wanted.get(key);
      return { key, value: change === undefined ? value : merge(value, previous.get(key), change) };
    }),
    ...after.filter((item) => !current.has(item.key)).map(({ key, value }) => ({ key, value: copy(value) })),
  ];
}

/**
 * Several items of one key, such as one port number over TCP and UDP. kubectl pairs the sorted lists item by item and the API
 * server applies each change to the first item of its key: changes land on the wrong item, and extra ones are merged away.
 */
function mergeRepeated(live: readonly Item[], before: readonly Item[], after: readonly Item[], merge: Merge): Item[] {
  let result = live.map((item) => ({ ...item }));
  const deleted = new Set(
    pair(before, after).flatMap(([old, wanted]) => (wanted === undefined && old !== undefined ? [old.key] : [])),
  );
  result = result.filter((item) => !deleted.has(item.key));
  const removals = pair(before, after);
  for (const [current, wanted] of pair(live, after)) {
    if (wanted === undefined || deleted.has(wanted.key)) continue;
    const previous = removals.find((entry) => entry[1] === wanted)?.[0];
    const changed =
      current === undefined || !deepEqual(merge(current.value, previous?.value, wanted.value), current.value);
    if (!changed) continue;
    const change = current === undefined ? wanted.value : difference(current.value, wanted.value);
    const target = result.find((item) => item.key === wanted.key);
    if (target === undefined) result.push({ key: wanted.key, value: copy(wanted.value) });
    else target.value = merge(target.value, previous?.value, { ...keysOf(previous?.value, wanted.value), ...change });
  }
  return result;
}

/** The fields of `after` that `before` names too: left as they are, but not removed. */
function keysOf(before: PlainObject | undefined, after: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(after).filter(([key]) => before !== undefined && Object.hasOwn(before, key)),
  );
}

function difference(from: PlainObject, to: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(to).filter(([key, value]) => !deepEqual(from[key], value)));
}

/** Walks two lists in the order of their keys, as kubectl does. */
function pair(left: readonly Item[], right: readonly Item[]): [Item | undefined, Item | undefined][] {
  const [a, b] = [sorted(left), sorted(right)];
  const pairs: [Item | undefined, Item | undefined][] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, two] = [a[i], b[j]];
    if (one !== undefined && two !== undefined && one.key === two.key) {
      pairs.push([one, two]);
      i += 1;
      j += 1;
    } else if (one === undefined || (two !== undefined && one.key > two.key)) {
      pairs.push([undefined, two]);
      j += 1;
    } else {
      pairs.push([one, undefined]);
      i += 1;
    }
  }
  return pairs;
}

/** kubectl's order: by key, and items of one key from the last to the first. */
function sorted(items: readonly Item[]): Item[] {
  return [...items].reverse().sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function keyed(list: readonly unknown[], mergeKey: string): Item[] {
  return list.map((value) => {
    if (!isPlainObject(value) || !Object.hasOwn(value, mergeKey) || value[mergeKey] === null) {
      throw new PatchError(`map: ${JSON.stringify(value)} does not contain declared merge key: ${mergeKey}`);
    }
    return { key: textOf(value[mergeKey]), value };
  });
}

function hasUniqueKeys(items: readonly Item[]): boolean {
  return new Set(items.map((item) => item.key)).size === items.length;
}

/** Only what the manifest names stays: the default of another volume source goes. */
function retain(merged: PlainObject, after: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(merged).filter(([key]) => Object.hasOwn(after, key)));
}

function refuseUnknown(type: Struct, key: string, before: unknown, after: unknown): void {
  const bothObjects = isPlainObject(before) && isPlainObject(after);
  const bothLists = Array.isArray(before) && Array.isArray(after);
  if ((bothObjects || bothLists) && key !== 'managedFields' && !deepEqual(before, after)) {
    throw new PatchError(`unable to find api field in struct ${type.name} for the json field "${key}"`);
  }
}
