import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { decodeText } from '../text';
import { UserError } from '../user-error';
import { readGit } from './git';

/** Text that a source is made of. */
export interface SourceFile {
  /** As the user knows it. */
  readonly name: string;
  readonly text: string;
  /** The user named this very file: then it must hold manifests. A file found in a folder may be something else. */
  readonly named: boolean;
}

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<unknown>;
}

/**
 * The files behind BEFORE or AFTER: a file, a folder (its *.yaml, *.yml and *.json, at any depth, sorted), `git:REV:PATH`,
 * or `-` for standard input.
 */
export async function readSource(source: string, io: SourceIo): Promise<SourceFile[]> {
  if (source === '-') {
    return [{ name: 'standard input', text: decodeText(await readAll(io.stdin), 'standard input'), named: true }];
  }
  if (source.startsWith('git:')) {
    return readGit(source, io.cwd);
  }
  const path = resolve(io.cwd, source);
  try {
    if (!(await stat(path)).isDirectory()) {
      return [{ name: source, text: decodeText(await readFile(path), source), named: true }];
    }
    const names = (await manifestNames(path)).sort();
    const folder = source.replace(/\/+$/, '');
    return await Promise.all(
      names.map(async (name) => ({
        name: `${folder}/${name}`,
        text: decodeText(await readFile(join(path, name)), `${folder}/${name}`),
        named: false,
      })),
    );
  } catch (error) {
    const failure = unreadable(`'${source}'`, path, error);
    throw failure.message.includes('does not exist')
      ? new UserError(`${failure.message}. Give a file, a folder, git:REV:PATH, or - for standard input`)
      : failure;
  }
}

/** Whether a file's name is that of a manifest, as kubectl, Argo CD and Flux see it. */
export function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name);
}

async function manifestNames(folder: string, prefix = ''): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.')) {
        names.push(...(await manifestNames(join(folder, entry.name), `${name}/`)));
      }
    } else if (isManifestName(entry.name)) {
      names.push(name);
    }
  }
  return names;
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  }
  return Buffer.concat(chunks);
}

/** Why a file cannot be read, in plain words. `what` begins the sentence. */
export function unreadable(what: string, path: string, error: unknown): UserError {
  if (error instanceof UserError) {
    return error;
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `does not exist (looked at ${path})`,
    ENOTDIR: `does not exist (looked at ${path})`,
    EACCES: 'cannot be read: permission denied',
    EPERM: 'cannot be read: permission denied',
    EISDIR: 'is a folder, not a file',
    ELOOP: 'cannot be read: its symbolic links lead in a circle',
    ENAMETOOLONG: 'does not exist: the name is too long',
  };
  return new UserError(`${what} ${reasons[code] ?? `cannot be read: ${(error as Error).message}`}`);
}
