import { type Field, type Kind, struct, type Struct } from '../fields/fields';
import { asList, at, deepEqual, isPlainObject, type PlainObject, textOf } from '../plain';
import { isAtomic } from './apply-server';
import { type FieldManager, isLeaf, itemKey, namesItem } from './managed-fields';

/** A field that somebody else wrote and that an apply would change. */
export interface Conflict {
  /** `spec.template.spec.containers[web].image` */
  readonly path: string;
  readonly manager: FieldManager;
  readonly before: unknown;
  readonly after: unknown;
}

/** The conflicts that server-side apply stops at, if it is not forced: what it changes or adds of the fields of other managers. */
export function conflictsOf(
  live: PlainObject,
  merged: PlainObject,
  others: readonly FieldManager[],
  type: Struct,
): readonly Conflict[] {
  return others.flatMap((manager) =>
    changed(manager.fields, live, merged, { tag: 'struct', name: type.name }, '').map((each) => ({ ...each, manager })),
  );
}

type Changed = Omit<Conflict, 'manager'>;

function changed(fields: PlainObject, live: unknown, merged: unknown, kind: Kind | undefined, path: string): Changed[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (key === '.' || !isPlainObject(value)) return [];
    if (key.startsWith('f:')) {
      const name = key.slice(2);
      const field = fieldOf(kind, name);
      const atomic = isAtomic(kind?.tag === 'struct' ? kind.name : undefined, field);
      const where = path === '' ? name : `${path}.${name}`;
      return changedField(value, at(live, name), at(merged, name), { kind: field?.kind, atomic }, where);
    }
    const [before, after] = [live, merged].map((list) => asList(list).find((item) => namesItem(key, item)));
    const item = kind?.tag === 'list' ? kind.of : undefined;
    return changedField(value, before, after, { kind: item, atomic: false }, `${path}[${labelOf(key)}]`);
  });
}

function changedField(
  fields: PlainObject,
  before: unknown,
  after: unknown,
  { kind, atomic }: { readonly kind: Kind | undefined; readonly atomic: boolean },
  path: string,
): Changed[] {
  if (after === undefined) return [];
  if (!isLeaf(fields)) return changed(fields, before, after, kind, path);
  // Who wrote a map or an empty object without a word of what is in it has no part in that.
  const isWhole = !isPlainObject(after) || atomic;
  return isWhole && !deepEqual(before, after) ? [{ path, before, after }] : [];
}

function fieldOf(kind: Kind | undefined, name: string): Pick<Field, 'name' | 'kind'> | undefined {
  if (kind?.tag === 'map') return { name, kind: kind.of };
  return kind?.tag === 'struct' ? struct(kind.name).byName.get(name) : undefined;
}

/** `web` of `k:{"name":"web"}`: the first of the keys tells an item from the others in nearly every list. */
function labelOf(key: string): string {
  const item = itemKey(key);
  return isPlainObject(item) ? textOf(Object.values(item)[0]) : textOf(item);
}
