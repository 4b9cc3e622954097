import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
    return [{ name: 'standard input', text: await readAll(io.stdin), named: true }];
  }
  if (source.startsWith('git:')) {
    return readGit(source, io.cwd);
  }
  const path = resolve(io.cwd, source);
  try {
    if (!(await stat(path)).isDirectory()) {
      return [{ name: source, text: await readFile(path, 'utf8'), named: true }];
    }
    const names = (await manifestNames(path)).sort();
    const folder = source.replace(/\/+$/, '');
    return await Promise.all(
      names.map(async (name) => ({
        name: `${folder}/${name}`,
        text: await readFile(join(path, name), 'utf8'),
        named: false,
      })),
    );
  } catch (error) {
    throw unreadable(source, path, error);
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

async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreadable(source: string, path: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new UserError(
      `'${source}' does not exist (looked at ${path}). Give a file, a folder, git:REV:PATH, or - for standard input`,
    );
  }
  if (code === 'EACCES') {
    return new UserError(`'${source}' cannot be read: permission denied`);
  }
  if (error instanceof UserError || code === undefined) {
    throw error;
  }
  return new UserError(`'${source}' cannot be read: ${(error as Error).message}`);
}
