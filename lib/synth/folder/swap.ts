import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { hasRealFolders, isInside } from './contained';
import { exchange } from './exchange';
import { readRecord, RECORD } from './file-record';
import { removeTree } from './remove-tree';
import { retire } from './staging';

/** `next-<inode>-<folder>`: the inode tells, also after a kill, whether the exchange has happened. */
const NEXT = /^next-(\d+)-([\w-]*)$/;
/** `old-<folder>`: only where the system cannot exchange two folders in one step. */
const OLD = /^old-([\w-]*)$/;

/**
 * Puts the complete folder `staged` in the place of `folder` (relative to `root`, '' for `root` itself). Returns false
 * where the system could not do it in one step: then the path was missing for a moment, and a run that was killed in
 * it is completed by `recover`. When it throws, both are where they were.
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
  const next = path.join(workFolder, `next-${inodeOf(staged)}-${name}`);
  fs.renameSync(staged, next);
  if (!fs.existsSync(target)) {
    fs.renameSync(next, target);
    return true;
  }
  const inOneStep = exchange(next, target);
  const old = inOneStep ? next : path.join(workFolder, `old-${name}`);
  if (!inOneStep) {
    try {
      inTwoSteps(target, next, old);
    } catch (error) {
      fs.renameSync(next, staged);
      throw error;
    }
  }
  attempt(() => retire(old, target, within(written, folder)));
  return inOneStep;
}

function inTwoSteps(target: string, next: string, old: string): void {
  fs.renameSync(target, old);
  try {
    fs.renameSync(next, target);
  } catch (error) {
    fs.renameSync(old, target);
    throw error;
  }
}

/**
 * Completes, or undoes, what a killed run left behind. The caller holds the lock. What cannot be cleared away is in
 * nobody's way, and waits for the next run.
 */
export function recover(root: string, workFolder: string): void {
  const names = fs.readdirSync(workFolder).filter((name) => isOfThis(root, name));
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
    const [match, inode, encoded] = NEXT.exec(name) ?? [];
    if (match !== undefined && encoded !== undefined) {
      clearNext(path.join(workFolder, name), inode, root, workFolder, encoded);
    } else if (/^(?:staged|dead|new)-/.test(name)) {
      attempt(() => removeTree(path.join(workFolder, name)));
    }
  }
}

/** Whether what is left belongs to a folder inside: somebody else may have put it there, to be moved elsewhere. */
function isOfThis(root: string, name: string): boolean {
  const encoded = OLD.exec(name)?.[1] ?? NEXT.exec(name)?.[2] ?? '';
  const folder = Buffer.from(encoded, 'base64url').toString();
  return encoded === '' || (isInside(folder) && hasRealFolders(root, `${folder}/x`));
}

/** Renames it first: a program that the killed run started must not find it and exchange it any more. */
function clearNext(next: string, inode: string | undefined, root: string, workFolder: string, encoded: string): void {
  const dead = path.join(workFolder, `dead-${randomBytes(6).toString('hex')}`);
  if (isFolder(next, inode)) {
    fs.renameSync(next, dead);
    if (isFolder(dead, inode)) {
      attempt(() => removeTree(dead));
      return;
    }
    fs.renameSync(dead, next); // That program has just been faster.
  }
  retireGeneration(next, root, encoded);
}

function attempt(clear: () => void): void {
  try {
    clear();
  } catch {
    // See recover.
  }
}

function isFolder(file: string, inode: string | undefined): boolean {
  return inodeOf(file) === inode;
}

/** As text: a number would round it where a file system uses all of its 64 bits, and two folders would seem one. */
function inodeOf(file: string): string | undefined {
  return fs.statSync(file, { bigint: true, throwIfNoEntry: false })?.ino.toString();
}

function retireGeneration(old: string, root: string, encoded: string): void {
  const folder = Buffer.from(encoded, 'base64url').toString();
  if (fs.existsSync(old)) {
    const written = new Set([...readRecord(root), ...(folder === '' ? readRecord(old) : []), RECORD]);
    attempt(() => retire(old, path.join(root, folder), within(written, folder)));
  }
}

function within(paths: ReadonlySet<string>, folder: string): ReadonlySet<string> {
  if (folder === '') {
    return paths;
  }
  const prefix = `${folder}/`;
  return new Set([...paths].filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length)));
}
