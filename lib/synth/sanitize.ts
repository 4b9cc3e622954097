import { Lazy } from 'cdk8s';

export type Data = Readonly<Record<string, unknown>>;

export interface Sanitizing {
  readonly sort: boolean;
  readonly dropEmpty: boolean;
}
export const METADATA: Sanitizing = { sort: true, dropEmpty: true };
export const SORTED: Sanitizing = { sort: true, dropEmpty: false };
export const AS_WRITTEN: Sanitizing = { sort: false, dropEmpty: false };

/** Data that a resolver might replace, or that is no data: left to cdk8s. */
export const UNUSUAL = Symbol('unusual');

/** What a lazy value stands for. Where it cannot say, cdk8s tells why. */
function produce(value: Lazy): unknown {
  try {
    return value.produce();
  } catch {
    return UNUSUAL;
  }
}

/**
 * Resolves and sanitizes as cdk8s does: without nulls, keys in order, and, for metadata, without what is empty. The result is a copy, so
 * that what stands in two places is written twice, and not as an alias.
 */
export function sanitize(value: unknown, how: Sanitizing): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : UNUSUAL;
  }
  if (Array.isArray(value)) {
    if (how.dropEmpty && value.length === 0) {
      return undefined;
    }
    return sanitizeList(value, how);
  }
  if (Object.getPrototypeOf(value) === Lazy.prototype) {
    return sanitize(produce(value as Lazy), how);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || value.constructor !== Object || 'resolve' in value) {
    return UNUSUAL;
  }
  return sanitizeMap(value as Data, how);
}

function sanitizeList(list: readonly unknown[], how: Sanitizing): unknown {
  const items = list.map((item) => sanitize(item, how));
  return items.includes(UNUSUAL) ? UNUSUAL : items;
}

function sanitizeMap(map: Data, how: Sanitizing): unknown {
  const result: Record<string, unknown> = {};
  let empty = true;
  for (const key of keysOf(map, how)) {
    const item = sanitize(map[key], how);
    if (item === UNUSUAL || key === '__proto__') return UNUSUAL;
    if (item !== undefined) {
      result[key] = item;
      empty = false;
    }
  }
  return empty && how.dropEmpty ? undefined : result;
}

/** Up to this many keys are sorted by insertion: `sort()` would allocate more than all else here. */
const FEW = 24;

export function keysOf(map: Data, { sort }: Sanitizing): readonly string[] {
  const keys = Object.keys(map);
  if (!sort) return keys;
  if (keys.length > FEW) return keys.sort();
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end] as string;
    let place = end;
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}
