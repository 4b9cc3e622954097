import { PatchError } from './apply-client';
import { type Field, type Struct, struct } from '../fields/fields';
import { asList, asObject, at, copy, isPlainObject, type PlainObject, put, remove } from '../plain';

/** Types that are replaced whole. */
const ATOMIC: ReadonlySet<string> = new Set([
  'ConfigMapKeySelector',
  'FileKeySelector',
  'LabelSelector',
  'LocalObjectReference',
  'NodeSelector',
  'NodeSelectorTerm',
  'ObjectFieldSelector',
  'ResourceFieldSelector',
  'SecretKeySelector',
  'TypedLocalObjectReference',
]);

/** Maps that are replaced whole, by the type that has them. */
const ATOMIC_MAPS: ReadonlySet<string> = new Set([
  'PodSpec.nodeSelector',
  'ReplicationControllerSpec.selector',
  'Scheduling.nodeSelector',
  'ServiceSpec.selector',
]);

/** Whether server-side apply replaces the whole of such a field. */
export function isAtomic(owner: string | undefined, field: Pick<Field, 'name' | 'kind'> | undefined): boolean {
  if (field === undefined) return false;
  return (field.kind.tag === 'struct' && ATOMIC.has(field.kind.name)) || ATOMIC_MAPS.has(`${owner}.${field.name}`);
}

/**
 * What server-side apply (Flux, `kubectl apply --server-side`) makes of a live object, with one manager that applied
 * `before`: fields it no longer names are removed, fields nobody applied stay. `kept` is what other managers wrote: it stays too.
 *
 * @throws {PatchError} where two items of a list have the same keys.
 */
export function applyServerSide(
  live: PlainObject,
  before: PlainObject,
  after: PlainObject,
  type: Struct,
  kept: PlainObject = {},
): PlainObject {
  return mergeObject(live, before, after, type, kept);
}

function mergeObject(
  live: PlainObject,
  before: PlainObject,
  after: PlainObject,
  type: Struct | undefined,
  kept: PlainObject,
): PlainObject {
  const result: PlainObject = { ...live };
  for (const key of Object.keys(before)) {
    // A field that its manager no longer names goes with all that is in it, defaults included, but not what others wrote.
    if (!Object.hasOwn(after, key)) {
      const theirs = at(kept, key);
      if (theirs === undefined) remove(result, key);
      else put(result, key, theirs);
    }
  }
  for (const key of Object.keys(after)) {
    const field = type?.byName.get(key);
    const wanted = after[key];
    const [now, then, others] = [result, before, kept].map((from) => at(from, key));
    const atomic = isAtomic(type?.name, field);
    const merged =
      wanted === null ? letGo(now, then, field, others, atomic) : mergeValue(now, then, wanted, field, others, atomic);
    if (merged === undefined) remove(result, key);
    else put(result, key, merged);
  }
  return result;
}

function mergeValue(
  live: unknown,
  before: unknown,
  after: unknown,
  field: Field | undefined,
  kept: unknown,
  atomic: boolean,
): unknown {
  if (isPlainObject(after)) {
    const type = field?.kind.tag === 'struct' ? struct(field.kind.name) : undefined;
    if (!isPlainObject(live) || atomic) return copy(after);
    const merged = mergeObject(live, asObject(before), after, type, asObject(kept));
    // An object that is emptied is gone, not empty.
    const emptied = Object.keys(after).length === 0 && Object.keys(merged).length === 0;
    return emptied && Object.keys(live).length > 0 ? undefined : merged;
  }
  if (Array.isArray(after) && field !== undefined && field.listKeys.length > 0) {
    return mergeList(asList(live), asList(before), after, field, asList(kept));
  }
  return copy(after);
}

/** `null` keeps a manager's hold on the field itself: what it applied goes, what was filled in stays. */
function letGo(live: unknown, before: unknown, field: Field | undefined, kept: unknown, atomic: boolean): unknown {
  if (before === undefined) return live;
  // Of a list with keys nothing was applied either time: its items are those of others.
  if (before === null && Array.isArray(live) && field !== undefined && field.listKeys.length > 0) return live;
  if (isPlainObject(live) && Object.keys(live).length === 0) return undefined;
  return isPlainObject(live) && isPlainObject(before) && !atomic
    ? mergeValue(live, before, {}, field, kept, false)
    : kept;
}

function mergeList(
  live: readonly unknown[],
  before: readonly unknown[],
  after: readonly unknown[],
  field: Field,
  kept: readonly unknown[],
): unknown[] {
  const type = field.kind.tag === 'list' && field.kind.of.tag === 'struct' ? struct(field.kind.of.name) : undefined;
  const identityOf = (item: unknown): string => identify(item, field);
  const liveByKey = new Map(live.map((item) => [identityOf(item), item]));
  const beforeByKey = new Map(before.map((item) => [identityOf(item), item]));
  const keptByKey = new Map(kept.map((item) => [identityOf(item), item]));
  const afterKeys = new Set<string>();
  const merged = after.map((item) => {
    const key = identityOf(item);
    if (afterKeys.has(key)) throw new PatchError(`.${field.name}: duplicate entries for key ${key}`);
    afterKeys.add(key);
    const current = liveByKey.get(key);
    if (!isPlainObject(item) || !isPlainObject(current)) return copy(item);
    return mergeObject(current, asObject(beforeByKey.get(key)), item, type, asObject(keptByKey.get(key)));
  });
  const foreign = live.flatMap((item) => {
    const key = identityOf(item);
    if (afterKeys.has(key)) return [];
    return !beforeByKey.has(key) ? [item] : keptByKey.has(key) ? [keptByKey.get(key)] : [];
  });
  return [...merged, ...foreign];
}

function identify(item: unknown, field: Field): string {
  if (item === null) throw new PatchError(`.${field.name}: associative list with keys may not have a null element`);
  if (field.listKeys[0] === '=' || !isPlainObject(item)) return JSON.stringify(item) ?? '';
  const parts = field.listKeys.map((key) => [key, item[key] ?? (key === 'protocol' ? 'TCP' : undefined)]);
  return JSON.stringify(Object.fromEntries(parts));
}
