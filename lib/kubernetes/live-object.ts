import type { Manifest } from './manifest';
import { asObject } from './plain';

/** Where kubectl and Argo CD note what they applied. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What the API server writes into the metadata of every object, and no manifest means. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Whether an object was read from a cluster, not from a file that someone wrote: the API server marks what it stores. */
export function isLive({ metadata }: Manifest): boolean {
  return typeof metadata['uid'] === 'string' || typeof metadata['resourceVersion'] === 'string';
}

/** Whether another object made this one, and takes it along when it goes. */
export function isOwned({ metadata }: Manifest): boolean {
  const owners = metadata['ownerReferences'];
  return Array.isArray(owners) && owners.length > 0;
}

/** Whether kubectl, Argo CD, Helm or Flux left their mark on an object, and may prune it. */
export function hasToolMark({ metadata }: Manifest): boolean {
  const annotations = asObject(metadata.annotations);
  const labels = asObject(metadata.labels);
  return (
    annotations[LAST_APPLIED] !== undefined ||
    annotations['argocd.argoproj.io/tracking-id'] !== undefined ||
    annotations['meta.helm.sh/release-name'] !== undefined ||
    labels['kustomize.toolkit.fluxcd.io/name'] !== undefined ||
    labels['argocd.argoproj.io/instance'] !== undefined
  );
}
