import { asObjects, asText } from '../../../kubernetes/plain';
import {
  claimMounts,
  claimsOfSource,
  counterpart,
  type Mount,
  sourceOf,
  trimmed,
  volumeOf,
} from '../../facts/claim-mounts';
import type { Found } from '../../rule';
import { listing } from '../../show';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { StatefulSetView } from '../../facts/stateful-set-view';

export function containerPath({ list, container }: Mount): string {
  return `spec.template.spec.${list}[${container}]`;
}

const READ_ONLY: ReadonlySet<string> = new Set(['configMap', 'secret', 'projected', 'downwardAPI', 'image']);
/** Volumes that go with their pod. */
const WITH_POD: ReadonlySet<string> = new Set(['emptyDir', 'ephemeral', 'csi']);

/** Where files go that are written to a volume which is no claim, and what becomes of them. */
export function placeOf(set: StatefulSetView, name: string | undefined): string {
  const source = Object.keys(volumeOf(set, name) ?? {}).find((field) => field !== 'name');
  if (source === undefined) return "the container's own layer and is lost when it restarts";
  const volume = `the ${source} volume '${name ?? ''}'`;
  if (WITH_POD.has(source)) return `${volume} and is lost with the pod`;
  if (READ_ONLY.has(source)) return `${volume}, which cannot be written`;
  return source === 'hostPath'
    ? `${volume} and stays on one node: the pod does not find it on another`
    : `${volume}, which has other data or none`;
}

/** Another volume is mounted inside the claim's folder: what is there on the claim is out of sight. */
export function* coveredMounts({ before, after }: StatefulSetChange): Iterable<Found> {
  const old = claimMounts(before);
  for (const mount of claimMounts(after)) {
    const same = ({ list, container, path, source }: Mount): boolean =>
      list === mount.list && container === mount.container && path === mount.path && source === mount.source;
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
        message: `'${path}' of '${mount.container}' is no longer on ${listing(claimsOfSource(after, mount.source))}: what is there now is out of sight, and what is written goes to ${placeOf(after, volume)}`,
        remedy: `Mount '${volume}' outside of '${mount.path}', unless nothing that must last is in '${path}'.`,
      };
    }
  }
}
