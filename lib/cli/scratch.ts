import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { identifyThis, isRunning, type ProcessIdentity } from '../synth/folder/process-identity';
import { removeTree } from '../synth/folder/remove-tree';
import { UserError } from '../messages/user-error';

const PREFIX = 'stateful-web-app-';
const OWNER = 'owner.json';

/** Gives `work` a folder outside the project, and removes it in the end, with those of runs that were killed. */
export async function withScratch<T>(work: (folder: string) => Promise<T>, parent = os.tmpdir()): Promise<T> {
  clearAbandoned(parent);
  const folder = make(parent);
  try {
    fs.writeFileSync(path.join(folder, OWNER), JSON.stringify(identifyThis()));
    return await work(folder);
  } finally {
    removeTree(folder);
  }
}

function make(parent: string): string {
  try {
    return fs.mkdtempSync(path.join(parent, PREFIX));
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new UserError(`Cannot create a temporary folder in ${parent} (${message}). Set TMPDIR to a writable folder.`);
  }
}

function clearAbandoned(parent: string): void {
  for (const name of namesIn(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(parent, name);
    try {
      const isOurs = [fs.lstatSync(folder).uid, undefined].includes(process.getuid?.());
      const owner = JSON.parse(fs.readFileSync(path.join(folder, OWNER), 'utf8')) as ProcessIdentity;
      if (isOurs && isRunning(owner) === false) {
        removeTree(folder);
      }
    } catch {
      // Just being made or removed, or somebody else's.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return []; // One may write to it, but not see what is in it.
  }
}
