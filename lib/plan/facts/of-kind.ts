import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import type { Side } from './context';
import { once } from './once';

const byKind = once((side: Side) => {
  const found = new Map<string, Manifest[]>();
  for (const object of side.values()) addTo(found, groupKindOf(object), object);
  return found;
});

/** The objects of a side by group and kind: `apps/StatefulSet`, `/Service`. */
export function ofKind(side: Side, groupKind: string): readonly Manifest[] {
  return byKind(side).get(groupKind) ?? [];
}
