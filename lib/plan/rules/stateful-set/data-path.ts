import { asObjects, asText, textOf } from '../../../kubernetes/plain';
import { claimMounts, claimsOfSource, counterpart, type Mount, sourceOf, trimmed } from '../../facts/claim-mounts';
import { moveFiles } from '../../remedies/move-files';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { containerPath, coveredMounts, placeOf } from './other-volume';

const SOURCE = 'pod semantics: the same volume, seen from another place';

function pathOf(mount: Mount): string {
  return `${containerPath(mount)}.${mount.field}[${mount.path}]`;
}

/** A claim mount that is not there any more, with what its container has of the same claim now. */
interface Lost {
  readonly mount: Mount;
  readonly now: readonly Mount[];
  /** The container that goes on, unless it is gone. */
  readonly container: ReturnType<typeof counterpart>;
}

function lostMounts({ before, after }: StatefulSetChange): readonly Lost[] {
  const there = claimMounts(after);
  return claimMounts(before).flatMap((mount) => {
    const container = counterpart(mount, before, after);
    const own = there.filter(({ list, container: name }) => list === mount.list && name === container?.['name']);
    const now = (container === undefined ? there : own).filter(({ source }) => source === mount.source);
    const stays =
      container === undefined
        ? now.length > 0
        : now.some(
            ({ field, path, subPath }) => field === mount.field && path === mount.path && subPath === mount.subPath,
          );
    return stays ? [] : [{ mount, now, container }];
  });
}

/** The volume is mounted elsewhere, or another folder of it is. */
export const MOUNT_MOVED: Rule<StatefulSetChange> = {
  code: 'claim-mount-moved',
  title: 'A claim is mounted at another path, or another folder of it',
  impact: 'data-risk',
  remedy: 'Keep mountPath and subPath, or move the data in the same rollout with an init container',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    for (const { mount, now, container } of lostMounts(change)) {
      const moved = now.find(({ path }) => path === mount.path) ?? now[0];
      if (moved === undefined) continue;
      const claims = claimsOfSource(change.before, mount.source);
      const samePath = moved.path === mount.path;
      const field = samePath ? moved.subPathField : mount.field === 'volumeMounts' ? 'mountPath' : 'devicePath';
      const [before, after] = samePath ? [mount.subPath, moved.subPath] : [mount.path, moved.path];
      yield {
        path: `${pathOf(mount)}.${field}`,
        ...(before === '' ? {} : { before }),
        ...(after === '' ? {} : { after }),
        message: `The container '${mount.container}' finds nothing where its data was: ${where(mount)} → ${where(moved)}. The data stays on ${listing(claims)}, but an app that looks in the old place starts empty, and may set up a new database`,
        remedy: moveMount(mount, moved, textOf(container?.['image'])),
      };
    }
  },
};

/** Another path shows the same files; another folder of the volume needs them moved. */
function moveMount(mount: Mount, moved: Mount, image: string): string {
  const keep = `Keep mountPath and subPath as they were.`;
  const paths =
    mount.path === moved.path
      ? ''
      : ` Where the path must move, tell the app in the same change to look in '${moved.path}'.`;
  if (mount.subPath === moved.subPath) return `${keep}${paths}`;
  const files = moveFiles({
    volume: mount.volume,
    image,
    from: mount.subPath,
    to: moved.subPath,
  });
  return `${keep}${paths} Where another folder of the volume must be mounted, put this init container first in the same change (with an image that has a shell and the app's securityContext; StatefulWebApp: initContainers). It moves the files before the app starts, and does nothing from then on:\n${files}`;
}

function where(mount: Mount): string {
  return mount.subPath === '' ? `'${mount.path}'` : `'${mount.path}' (folder '${mount.subPath}')`;
}

/** Nothing of the claim is mounted any more, or the volume is another. */
export const MOUNT_REMOVED: Rule<StatefulSetChange> = {
  code: 'claim-mount-removed',
  title: 'A container loses the volume that kept its data',
  impact: 'data-risk',
  remedy: 'Mount the claim again',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    const { before, after } = change;
    for (const { mount, now, container } of lostMounts(change)) {
      if (now.length > 0) continue;
      const claims = claimsOfSource(before, mount.source);
      const at = asObjects(container?.[mount.field]).find(
        (each) => trimmed(asText(each['mountPath'] ?? each['devicePath']) ?? '') === mount.path,
      );
      const instead = asText(at?.['name']);
      const source = instead === undefined ? undefined : sourceOf(after, instead);
      const sameVolume = instead === mount.volume;
      const path = sameVolume
        ? `spec.template.spec.volumes[${instead}]`
        : container === undefined
          ? containerPath(mount)
          : instead === undefined
            ? pathOf(mount)
            : `${pathOf(mount)}.name`;
      const back = sameVolume
        ? `Give the volume '${instead}' its claim ${listing(claims)} back`
        : `Mount '${mount.volume}' at '${mount.path}' again`;
      if (source !== undefined) {
        yield {
          path,
          before: sameVolume ? listing(claims) : mount.volume,
          after: sameVolume ? listing(claimsOfSource(after, source)) : instead,
          message: `'${mount.path}' of '${mount.container}' moves from ${listing(claims)} to ${listing(claimsOfSource(after, source))}, which ${are(claimsOfSource(after, source), 'have', 'has')} other data or none`,
          remedy: `${back}, or copy the data over first.`,
        };
        continue;
      }
      yield {
        path,
        before: sameVolume ? listing(claims) : mount.volume,
        ...(instead === undefined ? {} : { after: instead }),
        message:
          container === undefined
            ? `The container '${mount.container}' goes, and no other one mounts ${listing(claims)}: the data stays there, and nothing uses it`
            : `'${mount.path}' of '${mount.container}' is no longer on ${listing(claims)}: what is written there goes to ${placeOf(after, instead)}`,
        remedy: `${back}. If the data is not needed any more, say so in the review; the claims stay.`,
      };
    }
    yield* coveredMounts(change);
  },
};
