import type { Manifest } from '../kubernetes/manifest';
import { groupOf, isClusterScoped } from '../kubernetes/object-kind';
import { at } from '../kubernetes/plain';
import type { LocatedObject } from './objects';

/**
 * Puts objects that name no namespace into one, and takes it from those that are in none, as the API server does. Custom resources are
 * taken for namespaced unless one of `all` is the definition that says otherwise.
 */
export function inNamespace(
  objects: readonly LocatedObject[],
  namespace: string | undefined,
  all: readonly LocatedObject[],
  /** What the cluster says of it, by group and kind. */
  known: ReadonlySet<string> = new Set(),
): readonly LocatedObject[] {
  const wide = new Set([...clusterScoped(all.map(({ manifest }) => manifest)), ...known]);
  return objects.map((object) => {
    const { manifest } = object;
    const { namespace: named, ...metadata } = manifest.metadata;
    if (isClusterScoped(manifest) || wide.has(kindIn(groupOf(manifest), manifest.kind))) {
      return named === undefined ? object : { ...object, manifest: { ...manifest, metadata } };
    }
    return (named ?? '') !== '' || namespace === undefined
      ? object
      : { ...object, manifest: { ...manifest, metadata: { ...manifest.metadata, namespace } } };
  });
}

function clusterScoped(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .filter((definition) => at(definition, 'spec', 'scope') === 'Cluster')
      .map((definition) =>
        kindIn(String(at(definition, 'spec', 'group')), String(at(definition, 'spec', 'names', 'kind'))),
      ),
  );
}

function kindIn(group: string, kind: string): string {
  return `${group}/${kind}`;
}
