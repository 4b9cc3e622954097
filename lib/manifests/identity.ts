import type { Manifest } from '../kubernetes/manifest';
import { groupOf, isClusterScoped } from '../kubernetes/object-kind';

/** What the API server knows an object by: group, kind, namespace and name. The version of the group is not part of it. */
export function identityOf(manifest: Manifest): string {
  const { kind, metadata } = manifest;
  const namespace = isClusterScoped(manifest) ? '' : (metadata.namespace ?? '');
  return `${groupOf(manifest)}|${kind}|${namespace}|${metadata.name}`;
}
