import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';

/** What stands at a path that synth would write; anything but a file in real folders is somebody's decision. */
export function inspect(root: string, file: string): fs.BigIntStats | undefined {
  const parts = file.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const at = parts.slice(0, depth).join('/');
    const stat = fs.lstatSync(path.join(root, at), { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) {
      return undefined;
    }
    if (depth === parts.length && stat.isFile()) {
      return stat;
    }
    if (depth === parts.length || !stat.isDirectory()) {
      throw new UserError(
        `${path.join(root, at)} is ${stat.isSymbolicLink() ? 'a symbolic link' : stat.isDirectory() ? 'a folder' : 'no folder'}, ` +
          `but synth needs ${depth === parts.length ? 'a file' : 'a folder'} there. Move it, then run again.`,
      );
    }
  }
  return undefined;
}

/** The real path of a folder that synth may replace. */
export function outputFolder(folder: string): string {
  const root = realPath(path.resolve(folder));
  refuseSharedFolder(root);
  return root;
}

/** Follows links also where the last one leads to nothing yet. */
function realPath(file: string, depth = 0): string {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() === true && depth < 40) {
    return realPath(path.resolve(path.dirname(file), fs.readlinkSync(file)), depth + 1);
  }
  if (stat !== undefined && !stat.isDirectory() && !stat.isSymbolicLink()) {
    throw new UserError(`${file} is a file, but synth needs a folder there. Move it, or choose another output folder.`);
  }
  if (stat !== undefined) {
    return fs.realpathSync(file);
  }
  return file === path.dirname(file) ? file : path.join(realPath(path.dirname(file), depth + 1), path.basename(file));
}

/**
 * Whether a file that is there has this very name, and not one that the file system takes for the same. Inodes do not
 * tell: some file systems give each name its own.
 */
export function isListed(root: string, file: string): boolean {
  const parts = file.split('/');
  return parts.every((part, depth) => fs.readdirSync(path.join(root, ...parts.slice(0, depth))).includes(part));
}

/**
 * What a synth replaces must be a folder of its own: the one in which the program stands, or its user works, holds what
 * nobody means to hand over.
 */
function refuseSharedFolder(root: string): void {
  const others = [
    ['the folder you work in', () => process.cwd()],
    ['your home', () => os.homedir()],
    ['the program', () => process.argv[1] ?? ''],
  ] as const;
  for (const [name, other] of others) {
    const real = realOf(other);
    if (real !== undefined && (real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep))) {
      throw new UserError(
        `${root} cannot be the output folder: it contains ${name} (${real}). Choose a folder that contains nothing else, such as dist.`,
      );
    }
  }
}

function realOf(tell: () => string): string | undefined {
  try {
    return fs.realpathSync(tell());
  } catch {
    return undefined;
  }
}
