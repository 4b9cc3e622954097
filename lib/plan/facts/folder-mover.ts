import { asList, asText } from '../../kubernetes/plain';
import { claimMounts, type ClaimSource, containerOf, sameSource } from './claim-mounts';
import type { StatefulSetView } from './stateful-set-view';

/** Two folders of one volume, each from its root; the empty one is the root itself. */
export interface FolderPair {
  readonly source: ClaimSource;
  readonly from: string;
  readonly to: string;
}

const MOVES = /\b(mv|cp|rsync)\b/;

/**
 * The init container that may bring the files from one folder to the other before the app starts: it mounts both, or it mounts the whole volume and
 * has a script that names both. What its script does is not read.
 */
export function folderMover(set: StatefulSetView, { source, from, to }: FolderPair): string | undefined {
  const own = claimMounts(set).filter((mount) => mount.list === 'initContainers' && sameSource(mount.source, source));
  return [...new Set(own.map(({ container }) => container))].find((name) => {
    const folders = own.filter(({ container }) => container === name).map(({ subPath }) => subPath);
    if (from !== to && folders.includes(from) && folders.includes(to)) return true;
    const script = scriptOf(set, name);
    return folders.includes('') && MOVES.test(script) && [from, to].every((folder) => script.includes(folder));
  });
}

function scriptOf(set: StatefulSetView, name: string): string {
  const container = containerOf(set, { list: 'initContainers', container: name });
  return ['command', 'args'].flatMap((field) => asList(container?.[field]).map((word) => asText(word) ?? '')).join(' ');
}
