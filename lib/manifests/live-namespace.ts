import { structOfKind } from '../kubernetes/fields/fields';
import { isLive } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { isClusterScoped } from '../kubernetes/object-kind';
import type { LocatedObject } from './objects';

/**
 * Manifests may leave their namespace to the context that applies them; live objects always tell theirs. Where the live
 * side is of one namespace, that is the context's, and AFTER is completed with it, so that the two can meet. Where it is
 * of several, kubectl's own default, `default`, is taken.
 */
export function inLiveNamespace(
  before: readonly LocatedObject[],
  after: readonly LocatedObject[],
): readonly LocatedObject[] {
  const live = before.map(({ manifest }) => manifest).filter(isLive);
  const namespaces = new Set(live.flatMap(({ metadata }) => metadata.namespace ?? []));
  if (namespaces.size === 0) {
    return after;
  }
  const [only = 'default'] = namespaces.size === 1 ? namespaces : [];
  const kindOf = ({ apiVersion, kind }: Manifest): string => `${apiVersion} ${kind}`;
  const seen = new Set(live.filter(({ metadata }) => metadata.namespace !== undefined).map(kindOf));
  const isNamespaced = (manifest: Manifest): boolean =>
    seen.has(kindOf(manifest)) ||
    (structOfKind(manifest.apiVersion, manifest.kind) !== undefined && !isClusterScoped(manifest));
  return after.map((object) => {
    const { manifest } = object;
    return manifest.metadata.namespace === undefined && isNamespaced(manifest)
      ? { ...object, manifest: { ...manifest, metadata: { ...manifest.metadata, namespace: only } } }
      : object;
  });
}
