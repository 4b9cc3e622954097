import { asList, asObjects, asText, type PlainObject } from '../../kubernetes/plain';
import { claimMounts, type Mount, sameSource } from './claim-mounts';
import type { PodDataChange } from './pod-data-change';
import type { StatefulSetView } from './stateful-set-view';

/** Where a path of a container is: on what, and in which folder of it. */
export interface Place {
  readonly mount: Mount;
  /** From the root of the volume. */
  readonly folder: string;
}

/** A container on both sides of a change. */
export interface ContainerPair {
  readonly list: string;
  readonly before: PlainObject;
  readonly after: PlainObject;
}

/** Whether both paths are the same folder of the same volume: the app finds its files under the new one. */
export function isSamePlace(change: PodDataChange, pair: ContainerPair, before: string, after: string): boolean {
  const [old, now] = [
    placeOf(change.before, pair.list, pair.before, before),
    placeOf(change.after, pair.list, pair.after, after),
  ];
  return (
    old !== undefined &&
    now !== undefined &&
    sameSource(old.mount.source, now.mount.source) &&
    old.folder === now.folder
  );
}

/** Whether a path of a container is on what keeps data. */
export function isOnVolume(set: StatefulSetView, list: string, container: PlainObject, path: string): boolean {
  return placeOf(set, list, container, path) !== undefined;
}

/** Whether variables or arguments of the container name the old path of a mount, and all of them the new one now. */
export function movesAlong(change: PodDataChange, pair: ContainerPair, from: Mount, to: Mount): boolean {
  const now = namedPaths(pair.after);
  const naming = [...namedPaths(pair.before)].filter(([, path]) => isWithin(path, from.path));
  return (
    naming.length > 0 &&
    naming.every(([key, path]) => {
      const next = now.get(key);
      return next !== undefined && isWithin(next, to.path) && isSamePlace(change, pair, path, next);
    })
  );
}

/** On which volume a path of a container is, and where there; undefined if on none that keeps data. */
export function placeOf(set: StatefulSetView, list: string, container: PlainObject, path: string): Place | undefined {
  const own = claimMounts(set).filter(
    (mount) => mount.list === list && mount.container === container['name'] && isWithin(path, mount.path),
  );
  const [mount] = [...own].sort((a, b) => b.path.length - a.path.length);
  if (mount === undefined) return undefined;
  return {
    mount,
    folder: [mount.subPath, path.slice(mount.path.length)]
      .join('/')
      .replace(/\/+/g, '/')
      .replace(/^\/|\/$/g, ''),
  };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The paths that a container is told, by what tells it: `env NODE_DATA`, or the argument before `=`, or its place. */
function namedPaths(container: PlainObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const variable of asObjects(container['env'])) {
    const value = asText(variable['value']);
    if (value?.startsWith('/') === true) found.set(`env ${asText(variable['name']) ?? ''}`, value);
  }
  for (const field of ['command', 'args']) {
    const words = asList(container[field]).flatMap((item) => (asText(item) ?? '').split(/[\s'",;]+/));
    words.forEach((word, index) => {
      const [, flag = '', value] = /^([^/]*[=:])?(\/.*)$/.exec(word) ?? [];
      if (value !== undefined)
        found.set(`${field} ${flag === '' ? (words[index - 1] ?? '') : flag} ${flag === '' ? index : ''}`, value);
    });
  }
  return found;
}
