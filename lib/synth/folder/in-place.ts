import * as fs from 'node:fs';
import * as path from 'node:path';

/** Written when all new files are there: from then on, the replacement is finished, by this run or by the next. */
const JOURNAL = 'journal.json';

interface Journal {
  readonly staged: string;
  readonly files: readonly string[];
  readonly removed: readonly string[];
}

/** A mount point cannot be moved, nor a folder in one that cannot be written: its files change one after the other. */
export function mustStayInPlace(root: string): boolean {
  if (!fs.existsSync(root)) {
    return false;
  }
  try {
    fs.accessSync(path.dirname(root), fs.constants.W_OK);
  } catch {
    return true;
  }
  return fs.statSync(root).dev !== fs.statSync(path.dirname(root)).dev || mountPoints().has(root);
}

function mountPoints(): Set<string> {
  try {
    const lines = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    const unescape = (text: string): string =>
      text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    return new Set(lines.map((line) => unescape(line.split(' ')[4] ?? '')));
  } catch {
    return new Set();
  }
}

export function applyInPlace(
  root: string,
  workFolder: string,
  staged: string,
  files: readonly string[],
  removed: readonly string[],
): void {
  const journal: Journal = { staged: path.basename(staged), files, removed };
  const file = path.join(workFolder, JOURNAL);
  fs.writeFileSync(`${file}.new`, JSON.stringify(journal), { flush: true });
  fs.renameSync(`${file}.new`, file);
  recoverInPlace(root, workFolder);
}

/** Finishes what the journal says, if there is one, and clears what a killed run left. The caller holds the lock. */
export function recoverInPlace(root: string, workFolder: string): void {
  const file = path.join(workFolder, JOURNAL);
  if (fs.existsSync(file)) {
    const { staged, files, removed } = JSON.parse(fs.readFileSync(file, 'utf8')) as Journal;
    for (const name of files) {
      const from = path.join(workFolder, staged, name);
      if (fs.existsSync(from)) {
        fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        fs.renameSync(from, path.join(root, name));
      }
    }
    for (const name of removed) {
      fs.rmSync(path.join(root, name), { force: true });
      removeEmptyFolders(root, path.posix.dirname(name));
    }
    fs.rmSync(file);
  }
  for (const name of fs.readdirSync(workFolder)) {
    if (name.startsWith('staged-') || name.endsWith('.new')) {
      fs.rmSync(path.join(workFolder, name), { recursive: true, force: true });
    }
  }
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let at = folder; at !== '.' && at !== '/'; at = path.posix.dirname(at)) {
    try {
      fs.rmdirSync(path.join(root, at));
    } catch {
      return;
    }
  }
}
