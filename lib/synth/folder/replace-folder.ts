import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { formatRecord, readRecord, RECORD } from './file-record';
import { listFiles, type NewFile, WORK } from './files';
import { isGenerated } from './generated';
import { applyInPlace, isUnfinished, mustStayInPlace, recoverInPlace } from './in-place';
import { isListed, outputFolder } from './output-folder';
import { removeTree } from './remove-tree';
import { RunLock } from './run-lock';
import { SeenFiles } from './seen-files';
import { complete, Staging } from './staging';
import { recover, swapFolder } from './swap';
import { explain } from './write-errors';

/** What a replacement did, or, in `beforeReplace`, is about to do. Paths are sorted. */
export interface Replacement {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Files in the folder that synth did not write: they stay. */
  readonly kept: readonly string[];
  /** Why a kill in the middle could have left less than the whole; absent where it could not. */
  readonly weakness?: string;
}

export interface ReplaceOptions {
  /** Called before anything changes, with what is about to; an error thrown here leaves everything as it is. */
  readonly beforeReplace?: (replacement: Replacement, root: string) => void;
  readonly onWait?: (holder: string) => void;
  /** How long to wait for another run, in milliseconds. Default: a minute. */
  readonly timeout?: number;
}

/**
 * Makes `folder` hold `files`, and what others put there: at every moment, and whatever goes wrong, it holds all of
 * the old or all of the new. Files that say the same are not touched. A symbolic link stays one: what it leads to is
 * replaced.
 */
export function replaceFolder(folder: string, files: Iterable<NewFile>, options: ReplaceOptions = {}): Replacement {
  try {
    const root = outputFolder(folder);
    const inside = path.join(root, WORK);
    const inPlace = mustStayInPlace(root) || isUnfinished(inside);
    const workFolder = inPlace ? inside : path.join(path.dirname(root), `.${path.basename(root)}${WORK}`);
    const lock = RunLock.take(workFolder, {
      timeout: options.timeout ?? 60_000,
      onWait: options.onWait ?? (() => undefined),
    });
    const staging = new Staging(path.join(workFolder, `staged-${randomBytes(6).toString('hex')}`));
    try {
      recoverInPlace(root, workFolder);
      recover(root, workFolder);
      const seen = new SeenFiles(root);
      const change = stage(root, files, { staging, seen, lock });
      options.beforeReplace?.(change, root);
      return apply(root, change, { staging, seen, workFolder, inPlace, lock });
    } finally {
      if (!isUnfinished(workFolder)) {
        removeTree(staging.root);
      }
      lock.giveBack();
    }
  } catch (error) {
    throw explain(error, folder);
  }
}

/** Writes every file that differs beside the folder; the folder itself is only read. */
function stage(root: string, files: Iterable<NewFile>, { staging, seen, lock }: Reading): Replacement {
  const record = readRecord(root);
  const paths = new Set<string>();
  const created: string[] = [];
  const changed: string[] = [];
  const foreign: string[] = [];
  /** On a file system that takes them for one, a file whose name changes in case only is there, under its old name. */
  const recorded = new Map([...record].map((file) => [file.toLowerCase(), file]));
  const isRenamed = (file: string): boolean => {
    const other = recorded.get(file.toLowerCase());
    return other !== undefined && other !== file && !isListed(root, file);
  };
  const put = (file: string, text: string | Uint8Array): void => {
    lock.beat();
    const content = typeof text === 'string' ? Buffer.from(text) : text;
    const existing = seen.inspect(file);
    if (existing === undefined || isRenamed(file)) {
      created.push(file);
    } else if (BigInt(content.length) === existing.size && fs.readFileSync(path.join(root, file)).equals(content)) {
      return;
    } else if (file !== RECORD && !record.has(file) && !isGenerated(path.join(root, file))) {
      foreign.push(file);
      return;
    } else {
      changed.push(file);
    }
    staging.write(file, content, existing);
  };
  for (const { path: file, content } of files) {
    paths.add(file);
    put(file, content);
  }
  if (foreign.length > 0) {
    throw new UserError(
      `These files in ${root} were not written by synth, and synth would overwrite them: ${foreign.join(', ')}. ` +
        'Move or delete them, or rename the charts, then run again.',
    );
  }
  const removed = [...record].filter((file) => !paths.has(file) && seen.inspect(file) !== undefined).sort();
  if (paths.size > 0 || record.size > 0) {
    put(RECORD, formatRecord(paths));
  }
  const kept = listFiles(root).filter((file) => file !== RECORD && !paths.has(file) && !record.has(file));
  const own = (list: readonly string[]): string[] => list.filter((file) => file !== RECORD).sort();
  return {
    created: own(created),
    changed: own(changed),
    removed,
    unchanged: paths.size - own(created).length - own(changed).length,
    kept,
  };
}

interface Reading {
  readonly staging: Staging;
  readonly seen: SeenFiles;
  readonly lock: RunLock;
}

interface Work extends Reading {
  readonly workFolder: string;
  readonly inPlace: boolean;
}

function apply(root: string, change: Replacement, { staging, seen, workFolder, inPlace, lock }: Work): Replacement {
  const staged = listFiles(staging.root);
  const touched = [...staged, ...change.removed];
  const [only] = touched;
  if (only === undefined) {
    return change;
  }
  staging.flush();
  lock.beat();
  if (touched.length === 1 && staged.length === 1 && fs.existsSync(path.dirname(path.join(root, only)))) {
    seen.confirm();
    fs.renameSync(path.join(staging.root, only), path.join(root, only)); // One file is replaced in one step.
    return change;
  }
  const oneByOne = (weakness: string): Replacement => {
    seen.confirm();
    applyInPlace(root, workFolder, staging.root, staged, change.removed);
    return { ...change, weakness };
  };
  if (inPlace) {
    return oneByOne('it is a mount point, or has one in it, or the folder above it cannot be written');
  }
  const folder = commonFolder(root, touched);
  const next = path.join(staging.root, folder);
  try {
    if (fs.existsSync(root)) {
      fs.accessSync(root, fs.constants.W_OK);
      const prefix = folder === '' ? '' : `${folder}/`;
      const removed = change.removed.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
      complete(next, path.join(root, folder), new Set(removed));
    }
    lock.beat();
    seen.confirm();
    return swapFolder(root, folder, next, workFolder, seen.names())
      ? change
      : { ...change, weakness: 'none of perl, mv --exchange and python3 could exchange two folders in one step here' };
  } catch (error) {
    if (!IMMOVABLE.has((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
    return oneByOne('the system does not allow moving it (for example a folder that belongs to a container image)');
  }
}

/** What the system answers where a folder cannot be moved, or not by this user; its files may well be. */
const IMMOVABLE = new Set(['EXDEV', 'EPERM', 'EACCES', 'EBUSY']);

/** The deepest folder that exists and holds everything that changes: the less moves, the less a watcher sees. */
function commonFolder(root: string, files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => path.posix.dirname(file).split('/'));
  const common = [...first];
  for (const parts of others) {
    const length = common.findIndex((part, index) => parts[index] !== part);
    common.length = length === -1 ? common.length : length;
  }
  const folder = common[0] === '.' ? '' : common.join('/');
  // A long path does not fit into the name that recovery reads.
  return folder.length < 120 && fs.existsSync(path.join(root, folder)) ? folder : '';
}
