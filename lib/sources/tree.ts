import type { Budget } from './budget';

/** A file of a tree. */
export interface TreeFile {
  /** Inside the tree, with `/`. */
  readonly path: string;
  /** In a commit, what git knows the content by. */
  readonly id?: string;
  /** In a commit, in bytes. */
  readonly size?: number;
  /** Why its content cannot be had, and what to tell it apart by. */
  readonly unreadable?: { readonly why: 'link' | 'submodule'; readonly content: string };
  /** A link to a file that is not in the tree. */
  readonly outside?: boolean;
}

/** A folder with all that is below it, on disk or in a commit. */
export interface Tree {
  /** The tree itself (''), or a path in it, as the user knows it and on one line: `dist/web.yaml`, `main:dist/web.yaml`. */
  readonly nameOf: (path: string) => string;
  /** By path. A link to a file counts as that file, and a link to a folder is not entered: kubectl and Argo CD do the same. */
  readonly files: readonly TreeFile[];
  readonly committed: boolean;
  /** Of the side that it is on. */
  readonly budget: Budget;
  /** The contents of readable files, in their order. */
  readonly read: (paths: readonly string[]) => Promise<readonly Uint8Array[]>;
}
