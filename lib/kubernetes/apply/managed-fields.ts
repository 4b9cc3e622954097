import type { ManifestMetadata } from '../manifest';
import { asList, asObject, asText, at, isPlainObject, type PlainObject, put } from '../plain';

/** Which fields of an object somebody wrote last, as the API server records it in `managedFields`. */
export interface FieldManager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  /** `scale` and the like, where not the object itself was written. */
  readonly subresource?: string;
  /** `f:spec` is a field, `k:{"name":"web"}` and `v:1` are items of a list, `.` is the object or the item itself. */
  readonly fields: PlainObject;
}

/** Everybody who wrote fields of an object, its status left out. Empty where `managedFields` is missing, as `kubectl get` hides it. */
export function fieldManagers(metadata: ManifestMetadata): readonly FieldManager[] {
  return asList(metadata['managedFields']).flatMap((entry) => {
    const fields = at(entry, 'fieldsV1');
    const [manager, operation, subresource] = ['manager', 'operation', 'subresource'].map((key) => at(entry, key));
    if (!isPlainObject(fields) || subresource === 'status') return [];
    return [
      {
        manager: asText(manager) ?? '',
        operation: operation === 'Apply' ? ('Apply' as const) : ('Update' as const),
        ...(typeof subresource === 'string' && subresource !== '' ? { subresource } : {}),
        fields,
      },
    ];
  });
}

/** The fields of several managers as one set. */
export function fieldsOf(managers: readonly FieldManager[]): PlainObject {
  return managers.reduce<PlainObject>((all, { fields }) => union(all, fields), {});
}

function union(a: PlainObject, b: PlainObject): PlainObject {
  const result = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const mine = at(result, key);
    put(result, key, isPlainObject(mine) && isPlainObject(value) ? union(mine, value) : value);
  }
  return result;
}

/** Whether a set names nothing inside of a field: then all of it is meant. */
export function isLeaf(fields: PlainObject): boolean {
  return Object.keys(fields).every((key) => key === '.');
}

/** The part of `live` that a set of fields names. With `keyed`, list items have their keys, whoever wrote them. */
export function fromFields(fields: PlainObject, live: unknown, keyed = false): unknown {
  if (isLeaf(fields)) {
    return live;
  }
  if (Array.isArray(live)) {
    return live.flatMap((item) => {
      const entry = Object.entries(fields).find(([key]) => namesItem(key, item));
      if (entry === undefined) return [];
      const part = fromFields(entry[1] as PlainObject, item, keyed);
      return [keyed && isPlainObject(part) ? { ...asObject(itemKey(entry[0])), ...part } : part];
    });
  }
  if (!isPlainObject(live)) {
    return live;
  }
  return Object.fromEntries(
    Object.entries(live).flatMap(([name, value]) => {
      const entry = at(fields, `f:${name}`);
      return isPlainObject(entry) ? [[name, fromFields(entry, value, keyed)] as const] : [];
    }),
  );
}

/** Whether a key of a set, such as `k:{"name":"web"}`, is that of a list item. */
export function namesItem(key: string, item: unknown): boolean {
  const wanted = itemKey(key);
  if (key.startsWith('k:') && isPlainObject(wanted)) {
    return isPlainObject(item) && Object.entries(wanted).every(([name, value]) => at(item, name) === value);
  }
  return key.startsWith('v:') && JSON.stringify(item) === JSON.stringify(wanted);
}

/** What stands behind `k:` or `v:`. */
export function itemKey(key: string): unknown {
  try {
    return JSON.parse(key.slice(2)) as unknown;
  } catch {
    return undefined;
  }
}
