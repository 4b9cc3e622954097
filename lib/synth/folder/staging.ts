import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { RECORD } from './file-record';

/** Above this many files, one flush of the file system is cheaper than one for each file. */
const FLUSH_TOGETHER = 100;

/** New content, on the same file system as the folder it is for, until all of it is there. */
export class Staging {
  private readonly files: string[] = [];
  private readonly folders = new Set<string>();

  public constructor(public readonly root: string) {}

  /** Puts a file down under the owner and the permissions of the one it replaces. */
  public write(relative: string, content: Uint8Array, replaced?: fs.BigIntStats): void {
    const file = path.join(this.root, relative);
    const folder = path.dirname(file);
    if (!this.folders.has(folder)) {
      fs.mkdirSync(folder, { recursive: true });
      this.folders.add(folder);
    }
    create(file, content);
    if (replaced !== undefined) {
      takeAttributes(file, replaced);
    }
    this.files.push(file);
  }

  /** Returns when what was written would survive a loss of power. */
  public flush(): void {
    if (this.files.length > FLUSH_TOGETHER && spawnSync('sync', ['-f', this.root]).status === 0) {
      return;
    }
    for (const file of this.files) {
      const descriptor = fs.openSync(file, 'r+');
      try {
        fs.fsyncSync(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
    }
  }
}

function create(file: string, content: Uint8Array): void {
  try {
    fs.writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UserError(
        `Two files would have the name ${path.basename(file)}, or names that are the same on this file system. ` +
          'Rename one of their charts or objects.',
      );
    }
    throw error;
  }
}

/**
 * Completes the folder `next` with everything of `current` that it does not have itself and that is not in `removed`.
 * The files are the same ones (hard links), so that nothing about them changes, and nothing is copied.
 */
export function complete(next: string, current: string, removed: ReadonlySet<string>, prefix = ''): void {
  fs.mkdirSync(next, { recursive: true });
  const attributes = fs.statSync(current, { bigint: true });
  if (attributes.dev !== fs.statSync(next, { bigint: true }).dev) {
    throw Object.assign(new Error(`EXDEV: ${current} lies on another file system`), { code: 'EXDEV' });
  }
  for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
    const relative = prefix + entry.name;
    const [from, to] = [path.join(current, entry.name), path.join(next, entry.name)];
    if (entry.isDirectory()) {
      complete(to, from, removed, `${relative}/`);
      if (fs.readdirSync(to).length === 0 && fs.readdirSync(from).length > 0) {
        fs.rmdirSync(to); // All that was in it goes, so it goes.
      }
    } else if (!removed.has(relative) && !fs.existsSync(to)) {
      share(entry, from, to);
    }
  }
  takeAttributes(next, attributes);
}

function share(entry: fs.Dirent, from: string, to: string): void {
  if (entry.isSymbolicLink()) {
    fs.symlinkSync(fs.readlinkSync(from), to);
    return;
  }
  if (!entry.isFile()) {
    throw new UserError(`${from} is neither a file nor a folder. Move it out of the output folder, then run again.`);
  }
  try {
    fs.linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      refuseUnreadableName(from);
      return; // Somebody has just removed it.
    }
    if (code === 'ENOSPC') {
      throw error;
    }
    copy(from, to);
  }
}

/** A name that is no UTF-8 is listed, with U+FFFD for what is none, and yet not found. */
function refuseUnreadableName(file: string): void {
  if (file.includes('\ufffd') && fs.readdirSync(path.dirname(file)).includes(path.basename(file))) {
    throw new UserError(
      `The name of ${file} is not UTF-8. Rename it, or move it out of the output folder, then run again.`,
    );
  }
}

/** Where two names of one file are not possible. */
export function copy(from: string, to: string): void {
  fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
  const { atime, mtime } = fs.statSync(from);
  takeAttributes(to, fs.statSync(from, { bigint: true }));
  fs.utimesSync(to, atime, mtime);
}

function takeAttributes(file: string, { mode, uid, gid }: fs.BigIntStats): void {
  if (Number(uid) !== process.getuid?.() || Number(gid) !== process.getgid?.()) {
    try {
      fs.chownSync(file, Number(uid), Number(gid));
    } catch {
      // Only the superuser may; then it is the caller's.
    }
  }
  fs.chmodSync(file, Number(mode) & 0o7777);
}

/**
 * Removes the folder `old`, whose place `current` has taken. What appeared in it after it was read (nothing that synth
 * wrote is such a thing) moves over, if nobody has written it once more since: no one else's file is lost. The record
 * goes last: after a kill, it tells which of the files that are left synth wrote.
 */
export function retire(old: string, current: string, written: ReadonlySet<string>, prefix = ''): void {
  const entries = fs.readdirSync(old, { withFileTypes: true });
  if (entries.length > 0) {
    makeWritable(old);
  }
  for (const entry of entries.sort((a, b) => Number(a.name === RECORD) - Number(b.name === RECORD))) {
    const relative = prefix + entry.name;
    const [from, to] = [path.join(old, entry.name), path.join(current, entry.name)];
    if (entry.isDirectory()) {
      retire(from, to, written, `${relative}/`);
    } else if (written.has(relative) || isSettled(from, to)) {
      fs.unlinkSync(from);
    } else {
      fs.mkdirSync(current, { recursive: true });
      fs.renameSync(from, to);
    }
  }
  fs.rmdirSync(old);
}

/** It may be like a folder of somebody else's, who must not write to it either. */
function makeWritable(folder: string): void {
  try {
    fs.chmodSync(folder, 0o700);
  } catch {
    // It is not ours to change; perhaps we may write to it all the same.
  }
}

/** Whether nothing of the file `old` is lost without it: `current` is the same one, or somebody has written it since. */
function isSettled(old: string, current: string): boolean {
  const left = fs.lstatSync(old, { bigint: true });
  const right = fs.lstatSync(current, { bigint: true, throwIfNoEntry: false });
  if (right === undefined) {
    return false;
  }
  return (
    left.ino === right.ino ||
    left.isSymbolicLink() ||
    (left.size === right.size && left.mtimeNs === right.mtimeNs) ||
    right.mtimeNs > left.mtimeNs
  );
}
