import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, textOf } from '../../kubernetes/plain';
import type { Context, Side } from './context';

/** Definitions by the group and kind that they define. */
type Definitions = ReadonlyMap<string, Manifest>;

const BY_SIDE = new WeakMap<Side, Definitions>();

/** The definition of a custom resource by the end of the change, if the manifests have it. */
export function definitionOf(object: Manifest, { before, after }: Context): Manifest | undefined {
  const kind = groupKindOf(object);
  return definitions(after).get(kind) ?? definitions(before).get(kind);
}

function definitions(side: Side): Definitions {
  let found = BY_SIDE.get(side);
  if (found === undefined) {
    const all = [...side.values()].filter(
      (each) => groupKindOf(each) === 'apiextensions.k8s.io/CustomResourceDefinition',
    );
    found = new Map(all.map((each) => [definedKind(each), each]));
    BY_SIDE.set(side, found);
  }
  return found;
}

function definedKind(definition: Manifest): string {
  const spec = asObject(definition['spec']);
  return `${textOf(spec['group'])}/${textOf(asObject(spec['names'])['kind'])}`;
}
