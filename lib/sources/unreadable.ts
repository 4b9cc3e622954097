import { UserError } from '../messages/user-error';

/** Why a file cannot be read, in plain words. `what` begins the sentence. */
export function unreadable(what: string, path: string, error: unknown): UserError {
  if (error instanceof UserError) {
    return error;
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = REASONS.get(code)?.replace('PATH', () => path);
  return new UserError(`${what} ${reason ?? `cannot be read: ${(error as Error).message}`}`);
}

/** Whether there is no file or folder of that name. */
export function isMissing(error: unknown): boolean {
  return MISSING.has((error as NodeJS.ErrnoException).code ?? '');
}

const MISSING: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'ENOENT', 'ENOTDIR']);

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist (looked at PATH)'],
  ['ENOTDIR', 'does not exist (looked at PATH)'],
  ['EACCES', 'cannot be read: permission denied'],
  ['EPERM', 'cannot be read: permission denied'],
  ['EISDIR', 'is a folder, not a file'],
  ['ELOOP', 'cannot be read: its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'does not exist: the name is too long'],
]);
