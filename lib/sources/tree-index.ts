import { addTo } from '../kubernetes/groups';
import { once } from '../kubernetes/once';
import { folderOf, isKustomizationName } from './source-names';
import type { Tree } from './tree';

/** What is looked up in a tree again and again. */
interface TreeIndex {
  /** What can be read. */
  readonly readable: ReadonlySet<string>;
  /** What can be read, and does not lie elsewhere: kustomize takes no other file. */
  readonly own: ReadonlySet<string>;
  /** The kustomizations of each folder that has one. */
  readonly kustomizations: ReadonlyMap<string, readonly string[]>;
}

export const indexOf = once((tree: Tree): TreeIndex => {
  const readable = tree.files.filter(({ unreadable }) => unreadable === undefined);
  const kustomizations = new Map<string, string[]>();
  for (const { path } of tree.files) {
    if (isKustomizationName(path)) addTo(kustomizations, folderOf(path), path);
  }
  return {
    readable: new Set(readable.map(({ path }) => path)),
    own: new Set(readable.filter(({ outside }) => outside !== true).map(({ path }) => path)),
    kustomizations,
  };
});
