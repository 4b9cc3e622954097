import { asObjects, asText } from '../../../kubernetes/plain';
import {
  type Mount,
  claimMounts,
  claimsOfSource,
  counterpart,
  sameSource,
  sourceOf,
  trimmed,
  volumeOf,
} from '../../facts/claim-mounts';
import { containerPath, lostMounts, pathOf } from '../../facts/lost-mounts';
import { READ_ONLY, placeOf } from '../../facts/other-volume';
import type { PodDataChange } from '../../facts/pod-data-change';
import type { StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Nothing of the claim is mounted any more, or the volume is another. */
export const CLAIM_MOUNT_REMOVED: Rule<PodDataChange> = {
  code: 'claim-mount-removed',
  title: 'A container loses the volume that kept its data',
  impact: 'data-risk',
  remedy: 'Mount the claim again',
  versions: ALL_VERSIONS,
  source: 'pod semantics: the same volume, seen from another place',
  *check(change): Iterable<Found> {
    const { before, after } = change;
    for (const { mount, moved, container } of lostMounts(change)) {
      if (moved !== undefined) continue;
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
        ? `Let the volume '${instead}' use ${mount.source.from === 'outside' ? '' : 'the claim '}${listing(claims)} again`
        : `Mount '${mount.volume}' at '${mount.path}' again`;
      if (source !== undefined && source.from !== 'outside') {
        yield {
          path,
          before: sameVolume ? listing(claims) : mount.volume,
          after: sameVolume ? listing(claimsOfSource(after, source)) : instead,
          message: `'${mount.path}' of '${mount.container}' moves from ${listing(claims)} to ${listing(claimsOfSource(after, source))}, which ${are(claimsOfSource(after, source), 'hold', 'holds')} other data or none`,
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
            ? `The container '${mount.container}' is removed, and no other container mounts ${listing(claims)}: the data is kept, but nothing uses it`
            : `'${mount.path}' of '${mount.container}' is no longer on ${listing(claims)}. New files go to ${placeOf(after, instead)}`,
        remedy: `${back}. If nobody needs the data, there is nothing to do: ${mount.source.from === 'outside' ? 'it stays where it is' : 'the claims are kept'}.`,
      };
    }
    yield* coveredMounts(change);
  },
};

/** Another volume is mounted inside the claim's folder: what is there on the claim is out of sight. */
function* coveredMounts({ before, after }: PodDataChange): Iterable<Found> {
  const old = claimMounts(before);
  for (const mount of claimMounts(after)) {
    const same = ({ list, container, path, source }: Mount): boolean =>
      list === mount.list && container === mount.container && path === mount.path && sameSource(source, mount.source);
    if (!old.some(same)) continue;
    const paths = (set: StatefulSetView): Map<string, string> =>
      new Map(
        asObjects(counterpart(mount, set, set)?.['volumeMounts']).map((each) => [
          trimmed(asText(each['mountPath']) ?? ''),
          asText(each['name']) ?? '',
        ]),
      );
    const had = paths(before);
    for (const [path, volume] of paths(after)) {
      const kind = Object.keys(volumeOf(after, volume) ?? {}).find((field) => field !== 'name') ?? '';
      const inside = path.startsWith(`${trimmed(mount.path)}/`) && !had.has(path);
      if (!inside || sourceOf(after, volume) !== undefined || READ_ONLY.has(kind) || kind === '') continue;
      yield {
        path: `${containerPath(mount)}.volumeMounts[${path}]`,
        after: volume,
        message: `'${path}' of '${mount.container}' is no longer on ${listing(claimsOfSource(after, mount.source))}. The app no longer sees the files that are there, and new files go to ${placeOf(after, volume)}`,
        remedy: `Mount '${volume}' outside of '${mount.path}', unless '${path}' holds no data that must be kept.`,
      };
    }
  }
}
