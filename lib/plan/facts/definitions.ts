import { once } from '../../kubernetes/once';
import { ofKind } from './of-kind';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, textOf } from '../../kubernetes/plain';
import type { Context, Side } from './context';

/** The definition of a custom resource by the end of the change, if the manifests have it. */
export function definitionOf(object: Manifest, { before, after }: Context): Manifest | undefined {
  const kind = groupKindOf(object);
  return definitions(after).get(kind) ?? definitions(before).get(kind);
}

/** Definitions of a side by the group and kind that they define. */
const definitions = once((side: Side): ReadonlyMap<string, Manifest> => {
  const all = ofKind(side, 'apiextensions.k8s.io/CustomResourceDefinition');
  return new Map(all.map((each) => [definedKind(each), each]));
});

/** The definition on one side alone. */
export function definitionIn(side: Side, object: Manifest): Manifest | undefined {
  return definitions(side).get(groupKindOf(object));
}

function definedKind(definition: Manifest): string {
  const spec = asObject(definition['spec']);
  return `${textOf(spec['group'])}/${textOf(asObject(spec['names'])['kind'])}`;
}
