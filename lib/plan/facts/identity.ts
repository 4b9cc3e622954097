import type { Manifest } from '../../kubernetes/manifest';
import { DEFAULT_NAMESPACE } from '../../kubernetes/naming';
import { groupKindOf, isClusterScoped } from '../../kubernetes/object-kind';
import { textOf } from '../../kubernetes/plain';
import type { ObjectRef } from '../types';

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
  return objectKey(groupKindOf(manifest), namespace, nameOf(manifest));
}

/** The key of an object that others name. @param namespace empty if its kind is cluster-scoped */
export function objectKey(groupKind: string, namespace: string, name: string): string {
  return `${groupKind}\u0000${namespace}\u0000${name}`;
}

/** `apps/StatefulSet` of the key of one. */
export function groupKindOfKey(key: string): string {
  return key.slice(0, key.indexOf('\u0000'));
}

/** Group, kind, namespace and name of an object. */
export function refOf(manifest: Manifest): ObjectRef {
  const [group = ''] = groupKindOf(manifest).split('/');
  const namespace = isClusterScoped(manifest) ? {} : { namespace: namespaceOf(manifest) };
  return { group, kind: textOf(manifest.kind), ...namespace, name: nameOf(manifest) };
}

/** `StatefulSet default/web`, `StorageClass fast`. */
export function labelOfRef({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export function labelOf(manifest: Manifest): string {
  return labelOfRef(refOf(manifest));
}

/** Whether a reference is to this object. */
export function isSame(ref: ObjectRef, manifest: Manifest): boolean {
  const other = refOf(manifest);
  return (
    ref.kind === other.kind && ref.name === other.name && ref.namespace === other.namespace && ref.group === other.group
  );
}
