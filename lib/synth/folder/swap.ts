import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { exchange } from './exchange';
import { readRecord, RECORD } from './file-record';
import { retire } from './staging';

/** `next-<inode>-<folder>`: the inode tells, also after a kill, whether the exchange has happened. */
const NEXT = /^next-(\d+)-([\w-]*)$/;
/** `old-<folder>`: only where the system cannot exchange two folders in one step. */
const OLD = /^old-([\w-]*)$/;

/**
 * Puts the complete folder `staged` in the place of `folder` (relative to `root`, '' for `root` itself). Returns false
 * where the system could not do it in one step: then the path was missing for a moment, and a run that was killed in
 * it is completed by `recover`.
 */
export function swapFolder(
  root: string,
  folder: string,
  staged: string,
  workFolder: string,
  written: ReadonlySet<string>,
): boolean {
  const target = path.join(root, folder);
  const name = Buffer.from(folder).toString('base64url');
  const next = path.join(workFolder, `next-${fs.statSync(staged).ino}-${name}`);
  fs.renameSync(staged, next);
  let inOneStep = true;
  let old = next;
  if (fs.existsSync(target)) {
    inOneStep = exchange(next, target);
  } else {
    fs.renameSync(next, target);
    return true;
  }
  if (!inOneStep) {
    old = path.join(workFolder, `old-${name}`);
    fs.renameSync(target, old);
    fs.renameSync(next, target);
  }
  try {
    retire(old, target, within(written, folder));
  } catch {
    // The new folder is in place; what is left of the old one goes with the next run.
  }
  return inOneStep;
}

/** Completes, or undoes, what a killed run left behind. The caller holds the lock. */
export function recover(root: string, workFolder: string): void {
  const names = fs.readdirSync(workFolder);
  for (const name of names) {
    const encoded = OLD.exec(name)?.[1];
    if (encoded !== undefined) {
      const next = names.find((other) => NEXT.exec(other)?.[2] === encoded);
      const target = path.join(root, Buffer.from(encoded, 'base64url').toString());
      if (!fs.existsSync(target)) {
        fs.renameSync(path.join(workFolder, next ?? name), target);
      }
      retireGeneration(path.join(workFolder, name), root, encoded);
    }
  }
  for (const name of names) {
    const file = path.join(workFolder, name);
    const [match, inode, encoded] = NEXT.exec(name) ?? [];
    if (match !== undefined && encoded !== undefined) {
      if (isFolder(file, inode)) {
        discard(file, workFolder, (moved) => !isFolder(moved, inode) && retireGeneration(moved, root, encoded));
      } else {
        retireGeneration(file, root, encoded);
      }
    } else if (/^(?:staged|dead)-/.test(name)) {
      discard(file, workFolder);
    }
  }
}

/** Renames first: a program that the killed run started must not find it and exchange it any more. */
function discard(folder: string, workFolder: string, unlessUsed: (moved: string) => void = () => undefined): void {
  const moved = path.join(workFolder, `dead-${randomBytes(6).toString('hex')}`);
  fs.renameSync(folder, moved);
  unlessUsed(moved);
  fs.rmSync(moved, { recursive: true, force: true });
}

function isFolder(file: string, inode: string | undefined): boolean {
  return String(fs.statSync(file, { throwIfNoEntry: false })?.ino) === inode;
}

function retireGeneration(old: string, root: string, encoded: string): void {
  const folder = Buffer.from(encoded, 'base64url').toString();
  if (fs.existsSync(old)) {
    const written = new Set([...readRecord(root), ...(folder === '' ? readRecord(old) : []), RECORD]);
    retire(old, path.join(root, folder), within(written, folder));
  }
}

function within(paths: ReadonlySet<string>, folder: string): ReadonlySet<string> {
  if (folder === '') {
    return paths;
  }
  const prefix = `${folder}/`;
  return new Set([...paths].filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length)));
}
