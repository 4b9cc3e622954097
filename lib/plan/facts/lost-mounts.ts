import { type Mount, claimMounts, containerOf, counterpart, sameSource } from './claim-mounts';
import type { PodDataChange } from './pod-data-change';
import type { StatefulSetView } from './stateful-set-view';

/** Where a mount stands in the StatefulSet. */
export function pathOf(mount: Mount): string {
  return `${containerPath(mount)}.${mount.field}[${mount.path}]`;
}

/** A claim mount that is not there any more. */
interface Lost {
  readonly mount: Mount;
  /** What its container mounts of the same claim in its place, if it does. */
  readonly moved: Mount | undefined;
  /** The container that goes on, unless it is gone. */
  readonly container: ReturnType<typeof counterpart>;
}

export function lostMounts({ before, after }: PodDataChange): readonly Lost[] {
  const there = claimMounts(after);
  return claimMounts(before).flatMap((mount) => {
    if (onlyPrepares(mount, before)) return [];
    const container = counterpart(mount, before, after);
    const own = there.filter(({ list, container: name }) => list === mount.list && name === container?.['name']);
    const now = (container === undefined ? there : own).filter(({ source }) => sameSource(source, mount.source));
    const stays =
      container === undefined
        ? now.length > 0
        : now.some(
            ({ field, path, subPath }) => field === mount.field && path === mount.path && subPath === mount.subPath,
          );
    return stays ? [] : [{ mount, moved: inPlaceOf(mount, now, before), container }];
  });
}

/** An init container that ends before the app starts: what the app sees of the claim counts, not what this one does. */
function onlyPrepares(mount: Mount, set: StatefulSetView): boolean {
  return (
    mount.list === 'initContainers' &&
    ends(mount, set) &&
    claimMounts(set).some(
      (each) => sameSource(each.source, mount.source) && !(each.list === 'initContainers' && ends(each, set)),
    )
  );
}

function ends(mount: Mount, set: StatefulSetView): boolean {
  return containerOf(set, mount)?.['restartPolicy'] !== 'Always';
}

/** At the same path, else a new mount of the same folder, else another new one, else the folder where it was mounted as well. */
function inPlaceOf(mount: Mount, now: readonly Mount[], before: StatefulSetView): Mount | undefined {
  const had = claimMounts(before).filter(
    ({ list, container, source }) =>
      list === mount.list && container === mount.container && sameSource(source, mount.source),
  );
  const isNew = ({ path, subPath }: Mount): boolean =>
    !had.some((each) => each.path === path && each.subPath === subPath);
  const fresh = now.filter(isNew);
  const sameFolder = ({ subPath }: Mount): boolean => subPath === mount.subPath;
  return now.find(({ path }) => path === mount.path) ?? fresh.find(sameFolder) ?? fresh[0] ?? now.find(sameFolder);
}

export function containerPath({ list, container }: Mount): string {
  return `spec.template.spec.${list}[${container}]`;
}
