import type { Field, Kind, Struct } from '../fields/fields';
import { struct } from '../fields/fields';
import { deepEqual, isPlainObject, type PlainObject } from '../plain';

/** A patch that kubectl cannot make or the API server cannot apply. */
export class PatchError extends Error {}

/** The words of a patch that are no fields. */
export const DIRECTIVE = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const ELEMENT_ORDER = '$setElementOrder/';
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';

/** What a JSON object is to a patch: an API type, or a map that holds one kind of values. */
export type PatchType = Struct | Kind;

/** How the field of a type is patched. */
export interface PatchField {
  /** The type of the object, or of the items of the list. */
  readonly type: PatchType;
  /** Key by which list items are merged; `=` where the items are the keys; none: the list is replaced whole. */
  readonly mergeKey?: string;
  readonly retainKeys: boolean;
}

/** @throws {PatchError} where the type has no such field of such a shape. */
export function patchField(type: PatchType, key: string, shape: 'list' | 'object'): PatchField {
  if ('tag' in type) {
    if (type.tag === 'map') return { type: type.of, retainKeys: false };
    if (isAnyJson(type)) return { type, retainKeys: false };
    throw new PatchError(`merging an ${shape} in json but data type is ${type.tag}`);
  }
  const field = type.byName.get(key);
  if (field === undefined) {
    throw new PatchError(`unable to find api field in struct ${type.name} for the json field "${key}"`);
  }
  return patchOf(field, shape);
}

/** The same, and nothing where the type has no such field. */
export function knownPatchField(type: PatchType, key: string, shape: 'list' | 'object'): PatchField | undefined {
  try {
    return patchField(type, key, shape);
  } catch {
    return undefined;
  }
}

function patchOf(field: Field, shape: 'list' | 'object'): PatchField {
  const { kind, mergeKey, retainKeys } = field;
  const own = mergeKey === undefined ? { retainKeys } : { mergeKey, retainKeys };
  if (shape === 'list') {
    if (kind.tag !== 'list') throw new PatchError(`merging an array in json but data type is not array or slice`);
    return { type: typeOf(kind.of), ...own };
  }
  if (kind.tag !== 'struct' && kind.tag !== 'map' && !isAnyJson(kind)) {
    throw new PatchError(`merging an object in json but data type is not map or struct`);
  }
  return { type: typeOf(kind), ...own };
}

/** What is merged as plain JSON: objects key by key, lists whole. */
function isAnyJson(kind: Kind): boolean {
  return kind.tag === 'scalar' && kind.scalar === 'j';
}

function typeOf(kind: Kind): PatchType {
  return kind.tag === 'struct' ? struct(kind.name) : kind;
}

export type Shape = 'list' | 'object' | 'null' | 'string' | 'number' | 'boolean' | 'other';

export function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (isPlainObject(value)) return 'object';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'other';
}

/** What the items of lists that are merged have in common. Lists of lists and of unlike items cannot be merged. */
export function itemShape(...lists: readonly (readonly unknown[])[]): Shape {
  const shapes = new Set(lists.flat().map(shapeOf));
  const [shape] = shapes;
  if (shape === undefined) throw new PatchError('no elements in any of the given slices');
  if (shapes.size > 1) throw new PatchError('list element types are not identical');
  if (shape === 'list') throw new PatchError('lists of lists are not supported');
  if (shape === 'null') throw new PatchError('a list item is null');
  return shape;
}

export function keyed(item: unknown, mergeKey: string): PlainObject {
  if (!isPlainObject(item)) throw new PatchError(`expected an object, but received ${JSON.stringify(item)}`);
  if (!Object.hasOwn(item, mergeKey)) {
    throw new PatchError(`map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`);
  }
  return item;
}

export function isDeletion(item: unknown): boolean {
  return isPlainObject(item) && item[DIRECTIVE] === 'delete';
}

/** Whether two scalars are one to kubectl. */
export function same(left: unknown, right: unknown): boolean {
  return deepEqual(left ?? null, right ?? null);
}
