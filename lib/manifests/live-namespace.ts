import { KINDS } from './fields';
import { isLive } from './live';
import type { LocatedObject } from './objects';

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'v1 Namespace',
  'v1 PersistentVolume',
  'rbac.authorization.k8s.io/v1 ClusterRole',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
  'scheduling.k8s.io/v1 PriorityClass',
  'storage.k8s.io/v1 StorageClass',
]);

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
  const kindOf = ({ apiVersion, kind }: { apiVersion: string; kind: string }): string => `${apiVersion} ${kind}`;
  const namespaced = new Set([
    ...Object.keys(KINDS).filter((kind) => !CLUSTER_SCOPED.has(kind)),
    ...live.filter(({ metadata }) => metadata.namespace !== undefined).map(kindOf),
  ]);
  return after.map((object) => {
    const { manifest } = object;
    return manifest.metadata.namespace === undefined && namespaced.has(kindOf(manifest))
      ? { ...object, manifest: { ...manifest, metadata: { ...manifest.metadata, namespace: only } } }
      : object;
  });
}
