import type { Manifest } from '../../kubernetes/manifest';
import { DEFAULT_NAMESPACE } from '../../kubernetes/naming';
import { groupKindOf, isClusterScoped } from '../../kubernetes/object-kind';
import { nameOf } from './identity';

/** What is taken for the namespace of the objects of one side that name none. */
export interface AssumedNamespace {
  readonly namespace: string;
  readonly side: 'BEFORE' | 'AFTER';
  /** As they are judged, with the namespace. */
  readonly objects: readonly Manifest[];
}

export interface AssumedSides {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  readonly assumed: readonly AssumedNamespace[];
}

/**
 * Manifests may leave the namespace to what applies them. An object that names none and one of its kind and name that names one, on
 * the other side, are the same object, if no other one could be meant.
 */
export function assumeNamespaces(before: readonly Manifest[], after: readonly Manifest[]): AssumedSides {
  const assumed = new Map<string, { namespace: string; side: 'BEFORE' | 'AFTER'; objects: Manifest[] }>();
  const complete = (side: 'BEFORE' | 'AFTER', own: readonly Manifest[], other: readonly Manifest[]): Manifest[] => {
    const [mine, theirs] = [namespacesOf(own), namespacesOf(other)];
    return own.map((object) => {
      const key = unplacedKey(object);
      const [namespace, ...more] = theirs.get(key) ?? [];
      const unclear = more.length > 0 || (mine.get(key)?.size ?? 0) > 1;
      if (isPlaced(object) || namespace === undefined || namespace === '' || unclear) return object;
      const placed = { ...object, metadata: { ...object.metadata, namespace } };
      if (namespace === DEFAULT_NAMESPACE) return placed;
      const entry = assumed.get(`${side} ${namespace}`) ?? { namespace, side, objects: [] };
      entry.objects.push(placed);
      assumed.set(`${side} ${namespace}`, entry);
      return placed;
    });
  };
  return {
    before: complete('BEFORE', before, after),
    after: complete('AFTER', after, before),
    assumed: [...assumed.values()],
  };
}

function isPlaced(object: Manifest): boolean {
  return isClusterScoped(object) || (object.metadata.namespace ?? '') !== '';
}

function unplacedKey(object: Manifest): string {
  return `${groupKindOf(object)} ${nameOf(object)}`;
}

/** The namespaces in which a side has an object, by kind and name; empty text where it names none. */
function namespacesOf(side: readonly Manifest[]): ReadonlyMap<string, ReadonlySet<string>> {
  const namespaces = new Map<string, Set<string>>();
  for (const object of side) {
    const key = unplacedKey(object);
    const known = namespaces.get(key) ?? new Set();
    known.add(object.metadata.namespace ?? '');
    namespaces.set(key, known);
  }
  return namespaces;
}
