import type { Manifest } from '../kubernetes/manifest';
import { isPlainObject } from '../kubernetes/plain';

/**
 * Where nobody declared `replicas`, an autoscaler owns it, and apply leaves the live number. Both sides carry it then: it is
 * no difference, but it tells how many pods there are.
 */
export function withLiveScale(
  live: Manifest,
  before: Manifest,
  after: Manifest,
): { before: Manifest; after: Manifest } {
  const replicas = replicasOf(live);
  if (replicas === undefined || replicasOf(before) !== undefined || replicasOf(after) !== undefined) {
    return { before, after };
  }
  const scaled = (manifest: Manifest): Manifest =>
    isPlainObject(manifest['spec']) ? { ...manifest, spec: { ...manifest['spec'], replicas } } : manifest;
  return { before: scaled(before), after: scaled(after) };
}

function replicasOf({ spec }: Manifest): unknown {
  return isPlainObject(spec) ? (spec['replicas'] ?? undefined) : undefined;
}
