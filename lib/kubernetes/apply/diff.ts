import { deepEqual, type PlainObject, put, textOf } from '../plain';
import { inOrderOf } from './order';
import {
  DELETE_FROM_LIST,
  DIRECTIVE,
  ELEMENT_ORDER,
  itemShape,
  keyed,
  patchField,
  type PatchField,
  type PatchType,
  RETAIN_KEYS,
  same,
  shapeOf,
} from './patch-type';

/** What a difference is asked for: what `modified` adds and changes, or what it leaves out. */
export type Wanted = 'additions' | 'deletions';

/** The strategic merge patch from one object to another, as far as it is wanted. */
export function diffObjects(
  original: PlainObject,
  modified: PlainObject,
  type: PatchType,
  wanted: Wanted,
  retainKeys = false,
): PlainObject {
  const patch: PlainObject = {};
  for (const key of Object.keys(modified)) {
    const value = modified[key];
    const current = Object.hasOwn(original, key) ? original[key] : undefined;
    const shape = shapeOf(value);
    if (!Object.hasOwn(original, key) || shape !== shapeOf(current)) {
      if (wanted === 'additions') put(patch, key, value);
    } else if (shape === 'object' || shape === 'list') {
      diffField(key, current, value, shape, type, wanted, patch);
    } else if (wanted === 'additions' && !same(current, value)) put(patch, key, value);
  }
  if (wanted === 'deletions') {
    for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) put(patch, key, null);
  }
  if (retainKeys) {
    const kept = Object.keys(modified).filter((key) => modified[key] !== null);
    const isNew = kept.some((key) => !Object.hasOwn(original, key));
    if (kept.length > 0 && (isNew || Object.keys(patch).length > 0)) patch[RETAIN_KEYS] = kept.sort();
  }
  return patch;
}

function diffField(
  key: string,
  current: unknown,
  value: unknown,
  shape: 'list' | 'object',
  type: PatchType,
  wanted: Wanted,
  patch: PlainObject,
): void {
  // What no type has can only stay as it is.
  if (!('tag' in type) && !type.byName.has(key) && deepEqual(current, value)) return;
  const field = patchField(type, key, shape);
  if (shape === 'object') {
    const own = diffObjects(current as PlainObject, value as PlainObject, field.type, wanted, field.retainKeys);
    if (Object.keys(own).length > 0) put(patch, key, own);
  } else if (field.mergeKey === undefined) {
    if (wanted === 'additions' && !deepEqual(current, value)) put(patch, key, value);
  } else diffList(key, current as unknown[], value as unknown[], field, wanted, patch);
}

function diffList(
  key: string,
  original: readonly unknown[],
  modified: readonly unknown[],
  field: PatchField,
  wanted: Wanted,
  patch: PlainObject,
): void {
  if (original.length === 0) {
    if (modified.length > 0 && wanted === 'additions') put(patch, key, modified);
    return;
  }
  const mergeKey = field.mergeKey ?? '=';
  if (itemShape(original, modified) !== 'object') {
    diffScalars(key, original, modified, wanted, patch);
    return;
  }
  const changed: unknown[] = [];
  for (const [before, after] of pairs(original, modified, mergeKey)) {
    if (before !== undefined && after !== undefined) {
      const own = diffObjects(before, after, field.type, wanted, field.retainKeys);
      if (Object.keys(own).length > 0) changed.push({ ...own, [mergeKey]: after[mergeKey] });
    } else if (after !== undefined) {
      if (wanted === 'additions') changed.push(after);
    } else if (before !== undefined && wanted === 'deletions') {
      changed.push({ [mergeKey]: before[mergeKey], [DIRECTIVE]: 'delete' });
    }
  }
  const items = inOrderOf(changed, modified, mergeKey);
  if (items.length > 0) put(patch, key, items);
  if (items.length > 0 || (wanted === 'additions' && !sameOrder(original, modified, mergeKey))) {
    patch[`${ELEMENT_ORDER}${key}`] = modified.map((item) => ({ [mergeKey]: keyed(item, mergeKey)[mergeKey] }));
  }
}

function diffScalars(
  key: string,
  original: readonly unknown[],
  modified: readonly unknown[],
  wanted: Wanted,
  patch: PlainObject,
): void {
  if (wanted === 'additions') {
    const added = modified.filter((item) => !original.includes(item));
    if (added.length > 0) put(patch, key, added);
    if (!deepEqual(original, modified) && modified.length > 0) patch[`${ELEMENT_ORDER}${key}`] = modified;
    return;
  }
  const removed = original.filter((item) => !modified.includes(item));
  if (removed.length === 0) return;
  patch[`${DELETE_FROM_LIST}${key}`] = [...new Set(removed)];
  if (modified.length > 0) patch[`${ELEMENT_ORDER}${key}`] = modified;
}

function sameOrder(left: readonly unknown[], right: readonly unknown[], mergeKey: string): boolean {
  return (
    left.length === right.length &&
    left.every((item, index) => same(keyed(item, mergeKey)[mergeKey], keyed(right[index], mergeKey)[mergeKey]))
  );
}

/** Walks two lists in the order of their keys: items of one key are paired one by one, whatever else tells them apart. */
function pairs(
  left: readonly unknown[],
  right: readonly unknown[],
  mergeKey: string,
): [PlainObject | undefined, PlainObject | undefined][] {
  const [a, b] = [sorted(left, mergeKey), sorted(right, mergeKey)];
  const result: [PlainObject | undefined, PlainObject | undefined][] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, two] = [a[i], b[j]];
    if (one !== undefined && two !== undefined && one.key === two.key) {
      result.push([one.item, two.item]);
      i += 1;
      j += 1;
    } else if (one === undefined || (two !== undefined && one.key > two.key)) {
      result.push([undefined, two?.item]);
      j += 1;
    } else {
      result.push([one.item, undefined]);
      i += 1;
    }
  }
  return result;
}

/** kubectl's order: by the text of the key, and items of one key from the last to the first. */
function sorted(list: readonly unknown[], mergeKey: string): { key: string; item: PlainObject }[] {
  return list
    .map((each) => {
      const item = keyed(each, mergeKey);
      return { key: textOf(item[mergeKey]), item };
    })
    .reverse()
    .sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0));
}
