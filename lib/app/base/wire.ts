/** A piece of a manifest as it goes to the API server. */
export type Wire = Record<string, unknown>;

/** The same without what is undefined, at any depth: absent is absent, in patches and comparisons too. */
export function compact<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => compact(item)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    // A loop, as every manifest of every app passes here.
    const result: Wire = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) result[key] = compact(item as unknown);
    }
    return result as T;
  }
  return value;
}

/** Nothing, where every field is undefined: an empty map in a pod template is not the same as none, and restarts pods. */
export function omitIfEmpty<T extends object>(value: T): T | undefined {
  return Object.values(value).some((item) => item !== undefined) ? value : undefined;
}

/** Nothing, where a list is empty. */
export function omitIfNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
