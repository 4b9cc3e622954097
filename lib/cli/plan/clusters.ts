import { addTo } from '../../kubernetes/groups';
import type { Source, SourceFile, Unread } from '../../manifests/source-file';
import { UserError } from '../../messages/user-error';
import { topFolderOf } from '../../sources/source-names';

/** One cluster of a plan: its folder's name, or `.` for what stands beside such folders; none where there is only one. */
export interface ClusterSides {
  readonly name?: string;
  readonly before: readonly SourceFile[];
  readonly after: readonly SourceFile[];
  readonly unreadBefore: readonly Unread[];
  readonly unreadAfter: readonly Unread[];
  /** Its folder is on this side. */
  readonly inAfter: boolean;
  /** Nothing of it was read, because it is the same on both sides. */
  readonly same?: true;
}

const BESIDE = '.';

/**
 * Takes both sides apart by cluster: the folders directly below that hold a `Kustomization`, as the synth writes them, and
 * those that `described` names. A side that is nothing, as `/dev/null`, has none of them.
 *
 * @throws UserError where one side holds several clusters and the other is a file or a stream
 */
export function clustersOf(before: Source, after: Source, described: readonly string[]): readonly ClusterSides[] {
  const names = new Set([...before.clusters, ...after.clusters]);
  for (const { path } of [...before.files, ...after.files]) {
    const folder = topFolderOf(path) || BESIDE;
    if (described.includes(folder)) names.add(folder);
  }
  const split = [before, after].map(({ files }) => partsOf(files, names));
  const same = new Set(after.same);
  const parts = [...new Set([...names, ...same, ...split.flatMap((side) => [...side.keys()])])].sort();
  const [only] = parts;
  if (parts.length < 2) {
    const name = only === undefined || only === BESIDE ? {} : { name: only };
    const [unreadBefore, unreadAfter] = [before.unread, after.unread];
    const side = { before: before.files, after: after.files, unreadBefore, unreadAfter, inAfter: true };
    return [{ ...name, ...side, ...(only !== undefined && same.has(only) ? { same: true } : {}) }];
  }
  for (const [side, { files }] of [['BEFORE', before] as const, ['AFTER', after] as const]) {
    const whole = files.find(({ named, text }) => named && text.trim() !== '');
    if (whole !== undefined) {
      throw new UserError(
        `${side} (${whole.name}) is one stream, and the other side contains the clusters ${parts.join(', ')}. Give the folder of one of them`,
      );
    }
  }
  return parts.map((name) => ({
    name,
    before: split[0]?.get(name) ?? [],
    after: split[1]?.get(name) ?? [],
    unreadBefore: before.unread.filter(({ path }) => partOf(path, names) === name),
    unreadAfter: after.unread.filter(({ path }) => partOf(path, names) === name),
    inAfter: after.clusters.includes(name) || split[1]?.has(name) === true,
    ...(same.has(name) ? { same: true } : {}),
  }));
}

function partsOf(files: readonly SourceFile[], names: ReadonlySet<string>): Map<string, SourceFile[]> {
  const parts = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (file.named) continue;
    addTo(parts, partOf(file.path, names), file);
  }
  return parts;
}

function partOf(path: string, names: ReadonlySet<string>): string {
  const folder = topFolderOf(path) || BESIDE;
  return names.has(folder) ? folder : BESIDE;
}
