import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Source, SourceFile } from '../manifests/source-file';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { Budget } from './budget';
import { readGit } from './git';
import { clustersIn, isManifestName } from './source-names';

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<unknown>;
  /** Size of the largest file that is read, in bytes; a side may be four times as large. Default: 64 MiB. */
  readonly maxSize?: number;
}

/**
 * The files behind BEFORE or AFTER: a file, a folder (its *.yaml, *.yml and *.json, at any depth, sorted), `git:REV:PATH`,
 * or `-` for standard input. Several count as one.
 */
export async function readSources(sources: readonly string[], io: SourceIo): Promise<Source> {
  const budget = new Budget(io.maxSize);
  const all = await Promise.all(sources.map((source) => readSource(source, io, budget)));
  return {
    files: all.flatMap(({ files }) => files),
    clusters: all.length === 1 ? (all[0]?.clusters ?? []) : [],
  };
}

async function readSource(source: string, io: SourceIo, budget: Budget): Promise<Source> {
  const one = (name: string, bytes: Buffer): Source => ({
    files: [{ name, path: '', text: decodeText(bytes, name), named: true }],
    clusters: [],
  });
  if (source === '-') {
    return one('standard input', await budget.readStream(io.stdin, 'standard input'));
  }
  if (source.startsWith('git:')) {
    return readGit(source, io.cwd, budget);
  }
  const path = resolve(io.cwd, source);
  try {
    if (!(await stat(path)).isDirectory()) {
      return one(source, await budget.readFile(path, source, true));
    }
    const names = await filesIn(path);
    const folder = source.replace(/(.)\/+$/, '$1');
    const file = async (inside: string): Promise<SourceFile> => {
      const name = `${folder}/${inside}`;
      const bytes = await budget.readFile(join(path, inside), name, false).catch((error: unknown) => {
        throw unreadable(`'${name}'`, join(path, inside), error);
      });
      return { name, path: inside, text: decodeText(bytes, name), named: false };
    };
    const files: SourceFile[] = [];
    // One after the other: a process may have few files open at once.
    for (const inside of names.filter(isManifestName).sort()) files.push(await file(inside));
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
        for (const inside of await filesIn(join(folder, entry.name), `${name}/`)) names.push(inside);
      }
    } else {
      names.push(name);
    }
  }
  return names;
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
