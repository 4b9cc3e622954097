import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { hasRealFolders, isInside } from './contained';
import { formatRecord, readRecord, RECORD } from './file-record';
import { isListed } from './output-folder';
import { removeTree } from './remove-tree';
import { copy } from './staging';
import { messageOf } from '../../messages/message-of';

/** Written when all new files are there: from then on, the replacement is finished, by this run or by the next. */
const FINISH = 'journal.json';
/** The same journal, once it could not be finished: from then on, what was there is put back. */
const UNDO = 'undo.json';
/** What was there, under the names it had. */
const BEFORE = 'before';
/** The record that lists the files of both generations, so that at no moment a file of ours seems somebody else's. */
const BOTH = 'both.record';

interface Journal {
  readonly staged: string;
  /** Files that are replaced, and files that are new. */
  readonly changed: readonly string[];
  readonly created: readonly string[];
  readonly removed: readonly string[];
}

/** A mount point cannot be moved, nor a folder with one in it, nor one in a folder that cannot be written. */
export function mustStayInPlace(root: string): boolean {
  if (!fs.existsSync(root)) {
    return false;
  }
  try {
    fs.accessSync(path.dirname(root), fs.constants.W_OK);
  } catch {
    return true;
  }
  return (
    fs.statSync(root).dev !== fs.statSync(path.dirname(root)).dev ||
    mountPoints().some((point) => point === root || point.startsWith(`${root}/`))
  );
}

function mountPoints(): string[] {
  try {
    const lines = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    const unescape = (text: string): string =>
      text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    return lines.map((line) => unescape(line.split(' ')[4] ?? ''));
  } catch {
    return [];
  }
}

/** Replaces one file after the other. When it throws, what was there is there again. */
export function applyInPlace(
  root: string,
  workFolder: string,
  staged: string,
  files: readonly string[],
  gone: readonly string[],
): void {
  const isThere = (name: string): boolean => fs.existsSync(path.join(root, name));
  const names = new Map(files.map((name) => [name.toLowerCase(), name]));
  // Where the file system takes two names for the same, the new file takes the place of the one that is gone.
  const removed = gone.filter((name) => {
    const other = names.get(name.toLowerCase());
    return other === undefined || !isThere(other) || isListed(root, other);
  });
  const journal: Journal = {
    staged: path.relative(workFolder, staged),
    changed: files.filter(isThere),
    created: files.filter((name) => !isThere(name)),
    removed,
  };
  removeTree(path.join(workFolder, BEFORE));
  for (const name of [...journal.changed, ...removed]) {
    keep(path.join(root, name), path.join(workFolder, BEFORE, name));
  }
  if (files.includes(RECORD)) {
    const both = new Set([...readRecord(root), ...readRecord(staged)]);
    fs.writeFileSync(path.join(workFolder, BOTH), formatRecord(both), { flush: true });
  }
  const file = path.join(workFolder, FINISH);
  fs.writeFileSync(`${file}.new`, JSON.stringify(journal), { flush: true });
  fs.renameSync(`${file}.new`, file);
  recoverInPlace(root, workFolder);
}

function keep(from: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  try {
    fs.linkSync(from, to);
  } catch {
    copy(from, to);
  }
}

/** Whether files still wait in the folder for the next run to finish with them. */
export function isUnfinished(workFolder: string): boolean {
  return [FINISH, UNDO].some((name) => fs.existsSync(path.join(workFolder, name)));
}

/** Finishes what a journal says, if there is one, and clears what is left. The caller holds the lock. */
export function recoverInPlace(root: string, workFolder: string): void {
  const [finishing, undoing] = [path.join(workFolder, FINISH), path.join(workFolder, UNDO)];
  if (fs.existsSync(finishing)) {
    const journal = readJournal(root, finishing);
    try {
      finish(root, workFolder, journal);
      fs.rmSync(finishing);
    } catch (error) {
      fs.renameSync(finishing, undoing);
      undoOrSay(root, workFolder, undoing, journal, error);
      clear(workFolder);
      throw error;
    }
  } else if (fs.existsSync(undoing)) {
    undoOrSay(root, workFolder, undoing, readJournal(root, undoing), new Error('what an earlier run began'));
  }
  clear(workFolder);
}

/**
 * A journal may have been committed by anybody, so it may name only what is in the folder: then it does no more than a commit could.
 *
 * @throws UserError where it names something else
 */
function readJournal(root: string, file: string): Journal {
  const workFolder = path.dirname(file);
  const placesOf = (name: string, staged: string): [string, string][] => [
    [root, name],
    [workFolder, `${BEFORE}/${name}`],
    [workFolder, `${staged}/${name}`],
  ];
  try {
    const text = fs.lstatSync(file).isFile() ? fs.readFileSync(file, 'utf8') : '';
    const journal = JSON.parse(text) as Journal;
    const { staged, changed, created, removed } = journal;
    const names = [...changed, ...created, ...removed];
    if (
      /^staged-[\da-f]+$/.test(staged) &&
      names.every(isInside) &&
      names.flatMap((name) => placesOf(name, staged)).every(([folder, name]) => hasRealFolders(folder, name))
    ) {
      return journal;
    }
  } catch {
    // Then it is no journal.
  }
  throw new UserError(
    `${file} is not a journal of synth, or points outside ${root} (perhaps through a symbolic link). Delete ${file}, then run again.`,
  );
}

/** May be called again after a kill: what was moved already is not there any more to be moved. */
function finish(root: string, workFolder: string, { staged, changed, created, removed }: Journal): void {
  const files = [...changed, ...created];
  move(path.join(workFolder, BOTH), path.join(root, RECORD));
  for (const name of files.filter((other) => other !== RECORD)) {
    move(path.join(workFolder, staged, name), path.join(root, name));
  }
  for (const name of removed) {
    remove(root, name);
  }
  move(path.join(workFolder, staged, RECORD), path.join(root, RECORD));
}

function undoOrSay(root: string, workFolder: string, file: string, journal: Journal, reason: unknown): void {
  try {
    undo(root, workFolder, journal);
    fs.rmSync(file);
  } catch (error) {
    throw new UserError(
      `Only some files in ${root} are replaced. Synth could not replace the others (${messageOf(reason)}), and could not ` +
        `restore the old ones (${messageOf(error)}). Remove the cause and run again: synth then restores them first.`,
    );
  }
}

function undo(root: string, workFolder: string, { staged, changed, created, removed }: Journal): void {
  /** What is still staged has replaced nothing; of the record, another may have come before. */
  const isDone = (name: string): boolean => name === RECORD || !fs.existsSync(path.join(workFolder, staged, name));
  const recordLast = (names: readonly string[]): string[] =>
    [...names].sort((a, b) => Number(a === RECORD) - Number(b === RECORD));
  for (const name of removed.filter((other) => !fs.existsSync(path.join(root, other)))) {
    move(path.join(workFolder, BEFORE, name), path.join(root, name));
  }
  for (const name of recordLast(changed.filter(isDone))) {
    move(path.join(workFolder, BEFORE, name), path.join(root, name));
  }
  for (const name of recordLast(created.filter(isDone))) {
    remove(root, name);
  }
}

function move(from: string, to: string): void {
  if (fs.existsSync(from)) {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(from, to);
  }
}

function remove(root: string, name: string): void {
  fs.rmSync(path.join(root, name), { force: true });
  for (let at = path.posix.dirname(name); at !== '.' && at !== '/'; at = path.posix.dirname(at)) {
    try {
      fs.rmdirSync(path.join(root, at));
    } catch {
      return;
    }
  }
}

function clear(workFolder: string): void {
  for (const name of fs.readdirSync(workFolder)) {
    if (/^(?:staged|new)-/.test(name) || name.endsWith('.new') || name === BEFORE || name === BOTH) {
      removeTree(path.join(workFolder, name));
    }
  }
}
