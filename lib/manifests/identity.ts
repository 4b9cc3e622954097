import type { Manifest } from '../kubernetes/manifest';

/** What the API server knows an object by: group, kind, namespace and name. The version of the group is not part of it. */
export function identityOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group}|${kind}|${metadata.namespace ?? ''}|${metadata.name}`;
}
