import { UserError } from '../../messages/user-error';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room',
  EDQUOT: 'The disk quota is used up. Make room',
  EROFS: 'The file system is read-only. Choose another output folder',
  EACCES: 'The folder is not writable. Give yourself the right to write to it',
  EPERM: 'The system does not permit it. Check the owner and the attributes of the folder',
  EXDEV: 'Something in it is on another file system. Move it out of the output folder',
  ELOOP: 'Its symbolic links form a circle. Correct them',
  ENOTDIR: 'A part of that path is a file. Choose another output folder',
  ENAMETOOLONG: 'A name is too long for the file system. Choose another output folder, or shorter names',
  EMFILE: 'Too many files are open. Raise the limit (ulimit -n)',
};

/** Says what a person can do about an error of the file system. */
export function explain(error: unknown, folder: string): unknown {
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>; // Anything can be thrown.
  const reason = code === undefined ? undefined : REASONS[code];
  return reason === undefined
    ? error
    : new UserError(`Cannot write ${folder}. ${reason}, then run again. The old files are unchanged. (${message})`);
}
