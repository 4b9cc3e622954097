import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../user-error';
import { applyInPlace, mustStayInPlace, recoverInPlace } from './in-place';
import { formatRecord, readRecord, RECORD } from './file-record';
import { isGenerated } from './generated';
import { takeRunLock } from './run-lock';
import { complete, Staging } from './staging';
import { recover, swapFolder } from './swap';

export interface NewFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

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
  const root = realPath(path.resolve(folder));
  try {
    const inPlace = mustStayInPlace(root);
    const workFolder = inPlace
      ? path.join(root, '.synth-work')
      : path.join(path.dirname(root), `.${path.basename(root)}.synth-work`);
    const giveBack = takeRunLock(workFolder, {
      timeout: options.timeout ?? 60_000,
      onWait: options.onWait ?? (() => undefined),
    });
    const staging = new Staging(path.join(workFolder, `staged-${randomBytes(6).toString('hex')}`));
    try {
      if (inPlace) {
        recoverInPlace(root, workFolder);
      } else {
        recover(root, workFolder);
      }
      const change = stage(root, files, staging);
      options.beforeReplace?.(change, root);
      return apply(root, change, staging, workFolder, inPlace);
    } finally {
      fs.rmSync(staging.root, { recursive: true, force: true });
      giveBack();
    }
  } catch (error) {
    throw explain(error, folder);
  }
}

/** Writes every file that differs beside the folder; the folder itself is only read. */
function stage(root: string, files: Iterable<NewFile>, staging: Staging): Replacement {
  const isNew = !fs.existsSync(root);
  const record = readRecord(root);
  const paths = new Set<string>();
  const created: string[] = [];
  const changed: string[] = [];
  const foreign: string[] = [];
  const put = (file: string, content: string): void => {
    const existing = isNew ? undefined : inspect(root, file);
    if (existing === undefined) {
      created.push(file);
    } else if (fs.readFileSync(path.join(root, file), 'utf8') === content) {
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
      `These files in ${root} were not written by synth, and would be overwritten: ${foreign.join(', ')}. ` +
        'Move or delete them, or rename the charts, then run again.',
    );
  }
  const removed = [...record].filter((file) => !paths.has(file) && inspect(root, file) !== undefined).sort();
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

function apply(root: string, change: Replacement, staging: Staging, workFolder: string, inPlace: boolean): Replacement {
  const staged = listFiles(staging.root);
  const touched = [...staged, ...change.removed];
  const [only] = touched;
  if (only === undefined) {
    return change;
  }
  staging.flush();
  if (touched.length === 1 && staged.length === 1 && fs.existsSync(path.dirname(path.join(root, only)))) {
    fs.renameSync(path.join(staging.root, only), path.join(root, only)); // One file is replaced in one step.
    return change;
  }
  if (inPlace) {
    applyInPlace(root, workFolder, staging.root, staged, change.removed);
    return { ...change, weakness: 'it is a mount point, or the folder above it cannot be written' };
  }
  const folder = commonFolder(root, touched);
  const next = path.join(staging.root, folder);
  const exists = fs.existsSync(root);
  if (exists) {
    fs.accessSync(root, fs.constants.W_OK);
    const prefix = folder === '' ? '' : `${folder}/`;
    const removed = change.removed.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    complete(next, path.join(root, folder), new Set(removed));
  }
  const written = new Set([...staged, ...change.removed, RECORD]);
  const inOneStep = swapFolder(root, folder, next, workFolder, written);
  return inOneStep
    ? change
    : { ...change, weakness: 'no program here (perl, mv --exchange, python3) can exchange two folders in one step' };
}

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

/** What stands at a path that synth would write; anything but a file in real folders is somebody's decision. */
function inspect(root: string, file: string): fs.Stats | undefined {
  const parts = file.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const at = parts.slice(0, depth).join('/');
    const stat = fs.lstatSync(path.join(root, at), { throwIfNoEntry: false });
    if (stat === undefined) {
      return undefined;
    }
    if (depth === parts.length && stat.isFile()) {
      return stat;
    }
    if (depth === parts.length || !stat.isDirectory()) {
      throw new UserError(
        `${path.join(root, at)} is ${stat.isSymbolicLink() ? 'a symbolic link' : stat.isDirectory() ? 'a folder' : 'no folder'}, ` +
          `where synth needs ${depth === parts.length ? 'a file' : 'a folder'} of its own. Move it, then run again.`,
      );
    }
  }
  return undefined;
}

function listFiles(root: string, prefix = ''): string[] {
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
    .filter((entry) => prefix !== '' || entry.name !== '.synth-work')
    .flatMap((entry) => (entry.isDirectory() ? listFiles(root, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]))
    .sort();
}

/** Follows links also where the last one leads to nothing yet. */
function realPath(file: string, depth = 0): string {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() === true && depth < 40) {
    return realPath(path.resolve(path.dirname(file), fs.readlinkSync(file)), depth + 1);
  }
  if (stat !== undefined && !stat.isDirectory() && !stat.isSymbolicLink()) {
    throw new UserError(`${file} is a file, where synth needs a folder. Move it, or choose another output folder.`);
  }
  if (stat !== undefined) {
    return fs.realpathSync(file);
  }
  return file === path.dirname(file) ? file : path.join(realPath(path.dirname(file), depth + 1), path.basename(file));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room',
  EDQUOT: 'The disk quota is used up. Make room',
  EROFS: 'The file system is read-only. Choose another output folder',
  EACCES: 'The folder is not writable. Give yourself the right to write to it',
  EPERM: 'The system does not permit it. Check the owner and the attributes of the folder',
  EXDEV: 'Something in it lies on another file system. Move it out of the output folder',
  EMFILE: 'Too many files are open. Raise the limit (ulimit -n)',
};

function explain(error: unknown, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  return reason === undefined
    ? error
    : new UserError(`Cannot write ${folder}. ${reason}, then run again; what was there is unchanged. (${message})`);
}
