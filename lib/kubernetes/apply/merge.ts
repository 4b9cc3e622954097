import { asObject, copy, deepEqual, isPlainObject, type PlainObject, put, remove, textOf } from '../plain';
import { checkOrder, distinct, mergedInOrder } from './order';
import {
  DELETE_FROM_LIST,
  DIRECTIVE,
  ELEMENT_ORDER,
  isDeletion,
  itemShape,
  keyed,
  patchField,
  type PatchField,
  PatchError,
  type PatchType,
  RETAIN_KEYS,
  same,
  shapeOf,
} from './patch-type';

/** `object`: a patch is applied to an object. `patch`: two patches become one, and their directives stay. */
export type Into = 'object' | 'patch';

/** Merges a strategic merge patch into an object or into another patch. Neither is changed. */
export function mergeInto(original: PlainObject, given: PlainObject, type: PatchType, into: Into): PlainObject {
  if (Object.hasOwn(given, DIRECTIVE)) return directed(given);
  const result = { ...original };
  const patch = { ...given };
  retain(result, patch, into);
  for (const key of Object.keys(patch)) {
    if (key.startsWith(ELEMENT_ORDER)) mergeOrdered(result, patch, key, type, into);
  }
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (key.startsWith(DELETE_FROM_LIST) && into === 'object') {
      const list = key.slice(DELETE_FROM_LIST.length);
      const current = result[list];
      if (Array.isArray(current) && Array.isArray(value)) {
        result[list] = current.filter((item) => !value.includes(item));
      }
      continue;
    }
    const merged = value === null && into === 'object' ? undefined : mergeValue(result, key, value, type, into);
    if (merged === undefined) remove(result, key);
    else put(result, key, merged);
  }
  return result;
}

/** What an object becomes whose patch says so itself. */
function directed(patch: PlainObject): PlainObject {
  const { [DIRECTIVE]: directive, ...fields } = patch;
  if (directive === 'delete') return {};
  if (directive === 'replace') return asObject(withoutNulls(fields));
  throw new PatchError(`unknown patch type: ${textOf(directive)}`);
}

function mergeValue(original: PlainObject, key: string, value: unknown, type: PatchType, into: Into): unknown {
  const current = Object.hasOwn(original, key) ? original[key] : undefined;
  const shape = shapeOf(value);
  const merges = shape === shapeOf(current) && (shape === 'object' || shape === 'list') && !isDirective(key);
  if (!merges) return into === 'object' ? withoutNulls(value) : copy(value);
  const field = patchField(type, key, shape);
  if (shape === 'object') return mergeInto(current as PlainObject, value as PlainObject, field.type, into);
  if (field.mergeKey === undefined) return copy(value);
  return mergeList(current as unknown[], value as unknown[], field, into);
}

function isDirective(key: string): boolean {
  return key.startsWith('$');
}

/** Of an object under retainKeys only what the patch names stays: the default of another volume source goes. */
function retain(original: PlainObject, patch: PlainObject, into: Into): void {
  const kept = patch[RETAIN_KEYS];
  if (!Array.isArray(kept)) return;
  remove(patch, RETAIN_KEYS);
  if (into === 'patch') {
    const other = original[RETAIN_KEYS];
    if (other !== undefined && !deepEqual(other, kept)) throw new PatchError('two patches retain different keys');
    original[RETAIN_KEYS] = kept;
    return;
  }
  const stranger = Object.keys(patch).find((key) => !isDirective(key) && patch[key] !== null && !kept.includes(key));
  if (stranger !== undefined) throw new PatchError('invalid patch format of retainKeys');
  for (const key of Object.keys(original)) if (!kept.includes(key)) remove(original, key);
}

/** A list whose order the patch gives. */
function mergeOrdered(original: PlainObject, patch: PlainObject, directive: string, type: PatchType, into: Into): void {
  const order = patch[directive];
  if (!Array.isArray(order)) throw new PatchError('invalid patch format of setElementOrder list');
  remove(patch, directive);
  if (into === 'patch') {
    if (Object.hasOwn(original, directive) && !deepEqual(original[directive], order)) {
      throw new PatchError('invalid patch format of setElementOrder list');
    }
    original[directive] = order;
  }
  const key = directive.slice(ELEMENT_ORDER.length);
  const current = listOf(original, key);
  const wanted = listOf(patch, key);
  const field = patchField(type, key, 'list');
  const mergeKey = field.mergeKey ?? '=';
  checkOrder(wanted ?? [], order, mergeKey);
  if (current === undefined && wanted === undefined) return;
  const merged =
    current === undefined ? wanted : wanted === undefined ? current : mergeList(current, wanted, field, into);
  itemShape(current ?? [], wanted ?? []);
  put(original, key, mergedInOrder(merged ?? [], order, current ?? [], mergeKey));
  remove(patch, key);
}

function listOf(owner: PlainObject, key: string): readonly unknown[] | undefined {
  if (!Object.hasOwn(owner, key)) return undefined;
  const value = owner[key];
  if (!Array.isArray(value)) throw new PatchError(`expected a list, but received ${JSON.stringify(value)}`);
  return value as unknown[];
}

function mergeList(current: readonly unknown[], wanted: readonly unknown[], field: PatchField, into: Into): unknown[] {
  if (current.length === 0 && wanted.length === 0) return [];
  const mergeKey = field.mergeKey ?? '=';
  if (itemShape(current, wanted) !== 'object') {
    return mergedInOrder(distinct([...current, ...wanted]), wanted, current, '=');
  }
  const items = wanted.filter((item) => directiveOf(item) === undefined);
  const directives = wanted.filter((item) => directiveOf(item) !== undefined);
  if (directives.some((item) => directiveOf(item) === 'replace')) return items.map((item) => withoutNulls(item));
  let merged = [...current];
  for (const item of directives) {
    if (!isDeletion(item)) throw new PatchError(`unknown patch type: ${textOf(directiveOf(item))}`);
    const key = keyed(item, mergeKey)[mergeKey];
    merged = merged.filter((each) => !isPlainObject(each) || !same(each[mergeKey], key));
  }
  for (const item of items) {
    const change = keyed(item, mergeKey);
    const index = merged.findIndex((each) => isPlainObject(each) && same(each[mergeKey], change[mergeKey]));
    if (index < 0) merged.push(into === 'object' ? withoutNulls(change, [mergeKey]) : copy(change));
    else merged[index] = mergeInto(merged[index] as PlainObject, change, field.type, into);
  }
  return mergedInOrder(merged, items, current, mergeKey);
}

/** What is new comes without the fields that are to be removed, and without objects that are a directive. */
function withoutNulls(value: unknown, kept: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withoutNulls(item)).filter((item) => item !== undefined);
  }
  if (!isPlainObject(value)) return value;
  if (Object.hasOwn(value, DIRECTIVE)) return undefined;
  const result: PlainObject = {};
  for (const key of Object.keys(value)) {
    if (value[key] === null && !kept.includes(key)) continue;
    const item = withoutNulls(value[key]);
    if (item !== undefined) put(result, key, item);
  }
  return result;
}

function directiveOf(item: unknown): unknown {
  return isPlainObject(item) ? item[DIRECTIVE] : undefined;
}
