import type { Manifest } from '../../kubernetes/manifest';
import { unserved } from '../../kubernetes/served/unserved';
import { minorOf, nearestKubernetesVersion } from '../../kubernetes/versions';
import { keyOf } from './identity';

/** AFTER, with what its author meant in the place of each slip, and the slips by the key of what is meant. */
export interface Corrected {
  readonly objects: readonly Manifest[];
  readonly slips: ReadonlyMap<string, Manifest>;
}

/**
 * Takes an object of a kind that no API server has for the one that it is called like, where BEFORE has that one and AFTER does not:
 * the API server refuses it, and no tool deletes the other one in the same run.
 */
export function corrected(
  before: readonly Manifest[],
  after: readonly Manifest[],
  kubernetes: string | undefined,
): Corrected {
  const minor = minorOf(nearestKubernetesVersion(kubernetes));
  const old = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  const slips = new Map<string, Manifest>();
  const objects = after.map((object) => {
    const near = unserved(object.apiVersion, object.kind, minor)?.near;
    if (near === undefined) return object;
    const meant = { ...object, ...near };
    const key = keyOf(meant);
    if (!old.has(key) || now.has(key)) return object;
    slips.set(key, object);
    return meant;
  });
  return { objects, slips };
}
