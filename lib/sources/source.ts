import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Source, SourceFile } from '../manifests/source-file';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { readGit } from './git';
import { clustersIn, isManifestName } from './source-names';

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<unknown>;
}

/**
 * The files behind BEFORE or AFTER: a file, a folder (its *.yaml, *.yml and *.json, at any depth, sorted), `git:REV:PATH`,
 * or `-` for standard input. Several count as one.
 */
export async function readSources(sources: readonly string[], io: SourceIo): Promise<Source> {
  const all = await Promise.all(sources.map((source) => readSource(source, io)));
  return {
    files: all.flatMap(({ files }) => files),
    clusters: all.length === 1 ? (all[0]?.clusters ?? []) : [],
  };
}

async function readSource(source: string, io: SourceIo): Promise<Source> {
  const one = (name: string, bytes: Buffer): Source => ({
    files: [{ name, path: '', text: decodeText(bytes, name), named: true }],
    clusters: [],
  });
  if (source === '-') {
    return one('standard input', await readAll(io.stdin));
  }
  if (source.startsWith('git:')) {
    return readGit(source, io.cwd);
  }
  const path = resolve(io.cwd, source);
  try {
    if (!(await stat(path)).isDirectory()) {
      return one(source, await readFile(path));
    }
    const names = await filesIn(path);
    const folder = source.replace(/(.)\/+$/, '$1');
    const file = async (inside: string): Promise<SourceFile> => {
      const name = `${folder}/${inside}`;
      const bytes = await readFile(join(path, inside)).catch((error: unknown) => {
        throw unreadable(`'${name}'`, join(path, inside), error);
      });
      return { name, path: inside, text: decodeText(bytes, name), named: false };
    };
    const files = await Promise.all(names.filter(isManifestName).sort().map(file));
    return { files, clusters: clustersIn(names) };
  } catch (error) {
    const failure = unreadable(`'${source}'`, path, error);
    throw failure.message.startsWith(`'${source}' does not exist`)
      ? new UserError(`${failure.message}. Give a file, a folder, git:REV:PATH, or - for standard input`)
      : failure;
  }
}

async function filesIn(folder: string, prefix = ''): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.')) {
        names.push(...(await filesIn(join(folder, entry.name), `${name}/`)));
      }
    } else if (entry.isFile() || entry.isSymbolicLink()) {
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
