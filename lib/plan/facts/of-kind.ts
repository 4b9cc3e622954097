import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { once } from '../../kubernetes/once';

/** Objects by their keys, as `Side` has them. */
type Objects = ReadonlyMap<string, Manifest>;

const byKind = once((side: Objects) => {
  const found = new Map<string, Manifest[]>();
  for (const object of side.values()) addTo(found, groupKindOf(object), object);
  return found;
});

/** The objects of a side by group and kind: `apps/StatefulSet`, `/Service`. */
export function ofKind(side: Objects, groupKind: string): readonly Manifest[] {
  return byKind(side).get(groupKind) ?? [];
}
