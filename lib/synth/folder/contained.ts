import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';

/** Whether a text is the path of a file below a folder, in its only form. */
export function isInside(file: unknown): file is string {
  return (
    typeof file === 'string' &&
    file !== '' &&
    !path.isAbsolute(file) &&
    path.posix.normalize(file) === file &&
    !/^\.\.?(\/|$)/.test(file) &&
    !file.includes('\0')
  );
}

/** Whether what is on the way to a path below `root` is folders alone, as far as it is there: a link may lead anywhere. */
export function hasRealFolders(root: string, file: string): boolean {
  const parts = file.split('/').slice(0, -1);
  return parts.every((_, depth) => {
    const stat = fs.lstatSync(path.join(root, ...parts.slice(0, depth + 1)), { throwIfNoEntry: false });
    return stat === undefined || stat.isDirectory();
  });
}

/**
 * The work folder may have been committed by anybody, or be a link.
 *
 * @throws UserError where it is no folder
 */
export function refuseForeignFolder(folder: string): void {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return;
  throw new UserError(
    `${folder} is ${stat.isSymbolicLink() ? 'a symbolic link' : 'a file'}, but synth needs its own folder there. Delete it, then run again.`,
  );
}
