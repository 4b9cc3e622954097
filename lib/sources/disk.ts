import { readdir, readlink, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { line } from '../messages/line';
import type { Budget } from './budget';
import type { Tree, TreeFile } from './tree';
import { unreadable } from './unreadable';

/** A folder on disk; `source` is how the user names it, and `without` are folders directly in it that are not entered. */
export async function diskTree(
  folder: string,
  source: string,
  budget: Budget,
  without: ReadonlySet<string> = new Set(),
): Promise<Tree> {
  const top = source.replace(/(.)\/+$/, '$1');
  const nameOf = (path: string): string => (path === '' ? top : line(`${top}/${path}`));
  const read = async (path: string): Promise<Uint8Array> => {
    try {
      return await budget.readFile(join(folder, path), nameOf(path), false);
    } catch (error) {
      throw unreadable(`'${nameOf(path)}'`, join(folder, path), error);
    }
  };
  return {
    nameOf,
    files: (await filesIn(folder, { without, root: (await realpath(folder)) + sep })).sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    committed: false,
    budget,
    read: async (paths) => {
      const contents: Uint8Array[] = [];
      // One after the other: a process may have few files open at once.
      for (const path of paths) contents.push(await read(path));
      return contents;
    },
  };
}

interface Search {
  readonly without: ReadonlySet<string>;
  /** The folder's own place, with a separator at the end. */
  readonly root: string;
}

/** All files below a folder, in no order. */
export async function filesIn(folder: string, search: Search, prefix = ''): Promise<TreeFile[]> {
  const { without, root } = search;
  const files: TreeFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = prefix + entry.name;
    const full = join(folder, entry.name);
    if (entry.isDirectory()) {
      // No commit can have a folder of this name, so none is applied.
      if (entry.name === '.git' || without.has(path)) continue;
      for (const file of await filesIn(full, search, `${path}/`)) files.push(file);
    } else if (entry.isSymbolicLink()) {
      files.push(await linked(full, path, root));
    } else {
      // A pipe or a device among the manifests is refused when it is to be read.
      files.push({ path });
    }
  }
  return files;
}

async function linked(full: string, path: string, root: string): Promise<TreeFile> {
  const target = await stat(full).catch(() => undefined);
  return target === undefined || target.isDirectory()
    ? { path, unreadable: { why: 'link', content: await readlink(full) } }
    : // Standard input may be a pipe, which has no place of its own.
      { path, outside: !(await realpath(full).catch(() => '')).startsWith(root) };
}
