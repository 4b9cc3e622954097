import type { Difference } from '../../kubernetes/fields/differences';
import { claimMounts, claimsOfMounts } from './claim-mounts';
import type { PodDataChange } from './pod-data-change';
import { itemOf } from './stateful-set-change';

/** The claims that a part of the pod template sees, by name: those of its container, or of all. */
export function claimsSeen({ after }: PodDataChange, path: Difference['path']): readonly string[] {
  const list = ['containers', 'initContainers'].find((name) => path.includes(name));
  const name = list === undefined ? undefined : itemOf(path, list);
  const seen = claimMounts(after).filter(
    (mount) => name === undefined || (mount.list === list && mount.container === name),
  );
  return claimsOfMounts(after, seen);
}
