import type { Manifest } from '../../kubernetes/manifest';
import { DEFAULT_NAMESPACE } from '../../kubernetes/naming';
import { groupKindOf, isClusterScoped } from '../../kubernetes/object-kind';
import { textOf } from '../../kubernetes/plain';

export function namespaceOf(manifest: Manifest): string {
  const namespace: unknown = manifest.metadata.namespace;
  return typeof namespace === 'string' && namespace !== '' ? namespace : DEFAULT_NAMESPACE;
}

export function nameOf(manifest: Manifest): string {
  return textOf(manifest.metadata.name ?? manifest.metadata['generateName']);
}

/** Two manifests with the same key describe the same object. */
export function keyOf(manifest: Manifest): string {
  const namespace = isClusterScoped(manifest) ? '' : namespaceOf(manifest);
  return `${groupKindOf(manifest)}\u0000${namespace}\u0000${nameOf(manifest)}`;
}

/** `StatefulSet default/web`, `StorageClass fast`. */
export function labelOf(manifest: Manifest): string {
  const where = isClusterScoped(manifest) ? '' : `${namespaceOf(manifest)}/`;
  return `${textOf(manifest.kind)} ${where}${nameOf(manifest)}`;
}
