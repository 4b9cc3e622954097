import { type Remedy, say } from '../../remedy';
import { knownImage } from '../../../images/known-images';
import { parseImage } from '../../../kubernetes/image-tag';
import { type PlainObject, textOf } from '../../../kubernetes/plain';
import { type Mount, claimsOfSource, containerOf } from '../../facts/claim-mounts';
import { movesAlong } from '../../facts/moved-along';
import { folderMover } from '../../facts/folder-mover';
import { lostMounts, pathOf } from '../../facts/lost-mounts';
import type { PodDataChange } from '../../facts/pod-data-change';
import { moveFiles, readMover } from '../../remedies/move-files';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

/** The volume is mounted elsewhere, or another folder of it is. */
export const CLAIM_MOUNT_MOVED: Rule<PodDataChange> = {
  code: 'claim-mount-moved',
  title: 'A claim is mounted at another path, or another folder of it',
  impact: 'data-risk',
  remedy: 'Keep mountPath and subPath, or move the data in the same rollout with an init container',
  versions: ALL_VERSIONS,
  source: 'pod semantics: the same volume, seen from another place',
  *check(change): Iterable<Found> {
    for (const { mount, moved, container } of lostMounts(change)) {
      if (moved === undefined || isFound(change, mount, moved)) continue;
      const claims = claimsOfSource(change.before, mount.source);
      const samePath = moved.path === mount.path;
      const field = samePath ? moved.subPathField : mount.field === 'volumeMounts' ? 'mountPath' : 'devicePath';
      const [before, after] = samePath ? [mount.subPath, moved.subPath] : [mount.path, moved.path];
      const pair = { source: mount.source, from: mount.subPath, to: moved.subPath };
      const mover = mount.subPath === moved.subPath ? undefined : folderMover(change.after, pair);
      const what = `The container '${mount.container}' finds no data in the old place: ${where(mount)} → ${where(moved)}. The data stays on ${listing(claims)}.`;
      yield {
        ...(mover === undefined ? {} : { impact: 'restart' as const }),
        path: `${pathOf(mount)}.${field}`,
        ...(before === '' ? {} : { before }),
        ...(after === '' ? {} : { after }),
        message:
          mover === undefined
            ? `${what} But if the app still looks in the old place, it starts empty, and may create a new database`
            : `${what} The init container '${mover}' has both folders and may move the data: if it does not, the app starts empty`,
        remedy: mover === undefined ? moveMount(mount, moved, textOf(container?.['image'])) : readMover(mover),
      };
    }
  },
};

/** Whether the app is told of the new path in the same change, by the variables and arguments that named the old one. */
function isFound(change: PodDataChange, mount: Mount, moved: Mount): boolean {
  const [before, after] = [containerOf(change.before, mount), containerOf(change.after, moved)];
  return (
    before !== undefined &&
    after !== undefined &&
    mount.list === moved.list &&
    (movesAlong(change, { list: mount.list, before, after }, mount, moved) ||
      followsImage({ before, after }, mount, moved))
  );
}

/** Whether another image keeps its data where the volume is now: it would start empty in the old place. */
function followsImage(
  pair: { readonly before: PlainObject; readonly after: PlainObject },
  mount: Mount,
  moved: Mount,
): boolean {
  const [old, now] = [textOf(pair.before['image']), textOf(pair.after['image'])];
  const known = knownImage(parseImage(now).repository);
  return (
    old !== now &&
    mount.subPath === moved.subPath &&
    known?.directories.includes(moved.path) === true &&
    !known.directories.includes(mount.path)
  );
}

/** Another path shows the same files; another folder of the volume needs them moved. */
function moveMount(mount: Mount, moved: Mount, image: string): Remedy {
  const keep = `Revert mountPath and subPath.`;
  const paths =
    mount.path === moved.path
      ? ''
      : ` If the path must change, tell the app in the same change to look in '${moved.path}'.`;
  if (mount.subPath === moved.subPath) return [say(`${keep}${paths}`)];
  const files = moveFiles({
    volume: mount.volume,
    image,
    from: mount.subPath,
    to: moved.subPath,
  });
  return [
    say(
      `${keep}${paths} If you must mount another folder of the volume, add this init container as the first one in the same change (with an image that has a shell and the app's securityContext; StatefulWebApp: initContainers). It moves the files once, before the app starts:`,
    ),
    files,
  ];
}

function where(mount: Mount): string {
  return mount.subPath === '' ? `'${mount.path}'` : `'${mount.path}' (folder '${mount.subPath}')`;
}
