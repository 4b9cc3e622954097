import type { Manifest } from '../kubernetes/manifest';
import { asObject } from '../kubernetes/plain';
import { TRACKING_ID, TRACKING_LABEL } from './argocd';
import { KUSTOMIZATION_NAME } from './flux';
import { RELEASE_NAME } from './helm';
import { LAST_APPLIED } from './kubectl';

/** Whether kubectl, Argo CD, Helm or Flux left their mark on an object, and may prune it. */
export function hasToolMark({ metadata }: Manifest): boolean {
  const annotations = asObject(metadata.annotations);
  const labels = asObject(metadata.labels);
  return (
    [LAST_APPLIED, TRACKING_ID, RELEASE_NAME].some((key) => annotations[key] !== undefined) ||
    [KUSTOMIZATION_NAME, TRACKING_LABEL].some((key) => labels[key] !== undefined)
  );
}
