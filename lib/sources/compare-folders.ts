import { readFileSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { filesIn } from './disk';
import type { Comparison } from './same-clusters';
import { topFolderOf } from './source-names';

/** Larger files are not compared: they count as changed. */
const MOST = 2 ** 20;

/** Two folders, byte by byte. A file that cannot be read counts as changed: whoever reads it says why. */
export async function compareFolders(before: string, after: string): Promise<Comparison> {
  const [old, now] = await Promise.all(
    [before, after].map(async (folder) =>
      filesIn(folder, { without: new Set<string>(), root: (await realpath(folder)) + sep }),
    ),
  );
  const [oldPaths, nowPaths] = [old, now].map((files) => new Set(files?.map(({ path }) => path)));
  const lone = new Set([
    ...[...(oldPaths ?? [])].filter((path) => nowPaths?.has(path) !== true),
    ...[...(nowPaths ?? [])].filter((path) => oldPaths?.has(path) !== true),
  ]);
  const changed = new Set(lone);
  const folders = new Set([...lone].map(topFolderOf));
  for (const { path } of old ?? []) {
    // One difference makes all of a folder be read.
    if (lone.has(path) || folders.has(topFolderOf(path)) || isSame(join(before, path), join(after, path))) continue;
    changed.add(path);
    folders.add(topFolderOf(path));
  }
  return {
    files: [...(old ?? []), ...(now ?? [])].map(({ path, unreadable, outside }) => ({
      path,
      plain: unreadable === undefined && outside === undefined,
    })),
    changed,
    lone,
    read: async (paths) => paths.map((path) => readFileSync(join(before, path), 'utf8')),
  };
}

function isSame(one: string, other: string): boolean {
  try {
    const [a, b] = [statSync(one), statSync(other)];
    if (!a.isFile() || !b.isFile() || a.size !== b.size || a.size > MOST) return false;
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}
