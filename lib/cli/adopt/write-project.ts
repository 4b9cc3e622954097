import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { removeTree } from '../../synth/folder/remove-tree';

/** Writes a project whole, or not at all: beside its place first, and then in one step. */
export function writeProject(folder: string, files: ReadonlyMap<string, string>): void {
  const staged = `${folder}.adopt-${process.pid}`;
  try {
    for (const [name, text] of files) {
      const file = path.join(staged, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text, { flag: 'wx' });
    }
    if (fs.existsSync(folder)) fs.rmdirSync(folder);
    fs.renameSync(staged, folder);
  } catch (error) {
    removeTree(staged);
    throw new UserError(`the project cannot be written to ${folder} (${(error as Error).message}). Nothing is written`);
  }
}
