import { volumeOf } from './claim-mounts';
import type { StatefulSetView } from './stateful-set-view';

export const READ_ONLY: ReadonlySet<string> = new Set(['configMap', 'secret', 'projected', 'downwardAPI', 'image']);

/** Volumes that go with their pod. */
const WITH_POD: ReadonlySet<string> = new Set(['emptyDir', 'ephemeral', 'csi']);

/** Where files go that are written to a volume which is no claim, and what becomes of them. */
export function placeOf(set: StatefulSetView, name: string | undefined): string {
  const source = Object.keys(volumeOf(set, name) ?? {}).find((field) => field !== 'name');
  if (source === undefined) return "the container's own file system and are lost when the container restarts";
  const volume = `the ${source} volume '${name ?? ''}'`;
  if (WITH_POD.has(source)) return `${volume} and are lost when the pod is deleted`;
  if (READ_ONLY.has(source)) return `${volume}, which is read-only`;
  return source === 'hostPath'
    ? `${volume} and stay on one node: if the pod moves to another node, it does not find them`
    : `${volume}, which holds other data or none`;
}
