import type { Manifest } from '../kubernetes/manifest';
import { asObject, isPlainObject, type PlainObject } from '../kubernetes/plain';
import { isLive } from './identity';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * What was declared of an object: a manifest as it stands, and of a live object what kubectl or Argo CD noted on it. Nothing
 * where nobody noted it: then no field counts as removed.
 */
export function appliedOf(manifest: Manifest): PlainObject {
  if (!isLive(manifest)) return manifest;
  const noted = asObject(manifest.metadata.annotations)[LAST_APPLIED];
  if (typeof noted !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(noted);
    return isPlainObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Whether somebody applied a live object, so that leaving it out means to prune it. Controllers make the others. */
export function isDeclared(manifest: Manifest): boolean {
  if (!isLive(manifest)) return true;
  const owners = manifest.metadata['ownerReferences'];
  if (Array.isArray(owners) && owners.length > 0) return false;
  const annotations = asObject(manifest.metadata.annotations);
  const labels = asObject(manifest.metadata.labels);
  return (
    annotations[LAST_APPLIED] !== undefined ||
    annotations['argocd.argoproj.io/tracking-id'] !== undefined ||
    annotations['meta.helm.sh/release-name'] !== undefined ||
    labels['kustomize.toolkit.fluxcd.io/name'] !== undefined ||
    labels['argocd.argoproj.io/instance'] !== undefined
  );
}
