import type { ManifestMetadata } from '../manifest';
import { asList, at, isPlainObject, put } from '../plain';

/** The fields that server-side apply recorded as declared; undefined where nobody used it. */
export function appliedFields(metadata: ManifestMetadata): Record<string, unknown> | undefined {
  const managers = asList(metadata['managedFields']).filter(
    (entry): entry is Record<string, unknown> =>
      isPlainObject(entry) &&
      entry['operation'] === 'Apply' &&
      entry['subresource'] === undefined &&
      isPlainObject(entry['fieldsV1']),
  );
  return managers.length === 0
    ? undefined
    : managers.reduce<Record<string, unknown>>(
        (all, entry) => union(all, entry['fieldsV1'] as Record<string, unknown>),
        {},
      );
}

function union(a: Record<string, unknown>, b: Record<string, unknown>): Record<string, unknown> {
  const result = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const mine = at(result, key);
    put(result, key, isPlainObject(mine) && isPlainObject(value) ? union(mine, value) : value);
  }
  return result;
}

/** The part of `live` that a fieldsV1 set names: `f:spec` a field, `k:{"name":"web"}` and `v:1` items of a list. */
export function fromFields(fields: Record<string, unknown>, live: unknown): unknown {
  if (Object.keys(fields).every((key) => key === '.')) {
    return live;
  }
  if (Array.isArray(live)) {
    return live.flatMap((item) => {
      const entry = Object.entries(fields).find(([key]) => names(key, item));
      return entry === undefined ? [] : [fromFields(entry[1] as Record<string, unknown>, item)];
    });
  }
  if (!isPlainObject(live)) {
    return live;
  }
  return Object.fromEntries(
    Object.entries(live).flatMap(([name, value]) => {
      const entry = at(fields, `f:${name}`);
      return isPlainObject(entry) ? [[name, fromFields(entry, value)] as const] : [];
    }),
  );
}

function names(key: string, item: unknown): boolean {
  try {
    if (key.startsWith('k:') && isPlainObject(item)) {
      return Object.entries(JSON.parse(key.slice(2)) as Record<string, unknown>).every(
        ([name, value]) => at(item, name) === value,
      );
    }
    return key.startsWith('v:') && JSON.stringify(item) === JSON.stringify(JSON.parse(key.slice(2)));
  } catch {
    return false;
  }
}
