import { type Mount, claimMounts, counterpart, sameSource } from './claim-mounts';
import type { PodDataChange } from './pod-data-change';

/** Where a mount stands in the StatefulSet. */
export function pathOf(mount: Mount): string {
  return `${containerPath(mount)}.${mount.field}[${mount.path}]`;
}

/** A claim mount that is not there any more, with what its container has of the same claim now. */
interface Lost {
  readonly mount: Mount;
  readonly now: readonly Mount[];
  /** The container that goes on, unless it is gone. */
  readonly container: ReturnType<typeof counterpart>;
}

export function lostMounts({ before, after }: PodDataChange): readonly Lost[] {
  const there = claimMounts(after);
  return claimMounts(before).flatMap((mount) => {
    const container = counterpart(mount, before, after);
    const own = there.filter(({ list, container: name }) => list === mount.list && name === container?.['name']);
    const now = (container === undefined ? there : own).filter(({ source }) => sameSource(source, mount.source));
    const stays =
      container === undefined
        ? now.length > 0
        : now.some(
            ({ field, path, subPath }) => field === mount.field && path === mount.path && subPath === mount.subPath,
          );
    return stays ? [] : [{ mount, now, container }];
  });
}

export function containerPath({ list, container }: Mount): string {
  return `spec.template.spec.${list}[${container}]`;
}
