import { asObjects, type PlainObject } from '../../kubernetes/plain';

/** A list of named things as a map. */
export function pairsOf(list: unknown, key: string, value: string): Record<string, string> | undefined {
  const items = asObjects(list);
  if (items.length === 0) return undefined;
  return Object.fromEntries(items.map((item: PlainObject) => [String(item[key]), String(item[value])]));
}

/** The amounts of a map of resources, all as text. */
export function amountsOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, amount]) => [key, String(amount)]));
}

/** Nothing for an empty list: the two are the same to Kubernetes, and one is shorter. */
export function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Nothing for a map all of whose entries are absent. */
export function anyOf<T extends object>(map: T): T | undefined {
  return Object.values(map).some((value) => value !== undefined && value !== null) ? map : undefined;
}
