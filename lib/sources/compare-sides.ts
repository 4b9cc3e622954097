import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../messages/user-error';
import { compareFolders } from './compare-folders';
import { compareInGit } from './compare-in-git';
import { type Comparison, sameClusters } from './same-clusters';

/**
 * The clusters that are the same on both sides and need not be read. None where that cannot be known cheaply, or a side is no folder:
 * whoever reads it then says so.
 */
export async function sameOnBothSides(before: string, after: string, cwd: string): Promise<ReadonlySet<string>> {
  try {
    const comparison = await compared(before, after, cwd);
    return comparison === undefined ? new Set() : await sameClusters(comparison);
  } catch (error) {
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code !== undefined) return new Set();
    throw error;
  }
}

async function compared(before: string, after: string, cwd: string): Promise<Comparison | undefined> {
  const isInGit = (source: string): boolean => source.startsWith('git:');
  const isFolder = async (source: string): Promise<boolean> =>
    source !== '-' && (isInGit(source) || (await stat(resolve(cwd, source))).isDirectory());
  if (!(await isFolder(before)) || !(await isFolder(after))) return undefined;
  if (isInGit(before)) return compareInGit(before, after, cwd);
  return isInGit(after) ? compareInGit(after, before, cwd) : compareFolders(resolve(cwd, before), resolve(cwd, after));
}
