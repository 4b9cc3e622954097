import * as fs from 'node:fs';
import * as path from 'node:path';

export interface NewFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Where a replacement works if it cannot work beside the folder. */
export const WORK = '.synth-work';

/** All files below a folder, but for what tools keep there for themselves. */
export function listFiles(root: string, prefix = ''): string[] {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(path.join(root, prefix), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  return entries
    .filter((entry) => prefix !== '' || ![WORK, '.git'].includes(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(root, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]))
    .sort();
}

/** The files below a folder, also those that links lead to, with what is in them. */
export function readFiles(root: string, accept: (file: string) => boolean = () => true): NewFile[] {
  return listFiles(root)
    .filter((file) => accept(file) && fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true)
    .map((file) => ({ path: file, content: fs.readFileSync(path.join(root, file)) }));
}
