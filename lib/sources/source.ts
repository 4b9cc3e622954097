import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Source } from '../manifests/source-file';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { Budget } from './budget';
import { diskTree } from './disk';
import { readFolder } from './folder';
import { gitSource } from './git';
import { isMissing, unreadable } from './unreadable';

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<unknown>;
  /** Size of the largest file that is read, in bytes; a side may be four times as large. Default: 64 MiB. */
  readonly maxSize?: number;
  /** A folder directly in one that is read, which is none of it: where a run of the synth works. Default: none. */
  readonly without?: string;
  /** Folders directly in the one that is read, which are the same on the other side, and are not read. Default: none. */
  readonly same?: ReadonlySet<string>;
}

/**
 * The files behind BEFORE or AFTER: a file, a folder (its *.yaml, *.yml and *.json, at any depth, or what its kustomizations make of
 * them), `git:REV:PATH`, or `-` for standard input. Several count as one.
 */
export async function readSources(sources: readonly string[], io: SourceIo): Promise<Source> {
  const budget = new Budget(io.maxSize);
  const all = await Promise.all(sources.map((source) => readSource(source, io, budget)));
  return {
    files: all.flatMap(({ files }) => files),
    clusters: all.length === 1 ? (all[0]?.clusters ?? []) : [],
    ...(io.same === undefined || io.same.size === 0 ? {} : { same: [...io.same] }),
    unread: all.flatMap(({ unread }) => unread),
  };
}

async function readSource(source: string, io: SourceIo, budget: Budget): Promise<Source> {
  if (source === '-') {
    return oneFile('standard input', await budget.readStream(io.stdin, 'standard input'));
  }
  if (source.startsWith('git:')) {
    const found = await gitSource(source, io.cwd, budget, io.same);
    return 'tree' in found ? readFolder(found.tree, io.same) : oneFile(found.name, found.bytes, true);
  }
  const path = resolve(io.cwd, source);
  try {
    return (await stat(path)).isDirectory()
      ? await readFolder(await diskTree(path, source, budget, leftOut(io)), io.same)
      : oneFile(source, await budget.readFile(path, source, true));
  } catch (error) {
    const failure = unreadable(`'${source}'`, path, error);
    throw isMissing(error)
      ? new UserError(`${failure.message}. Give a file, a folder, git:REV:PATH, or - for standard input`)
      : failure;
  }
}

/** Folders directly in one that is read, and that are not entered. */
function leftOut({ without, same }: SourceIo): ReadonlySet<string> {
  return new Set([...(without === undefined ? [] : [without]), ...(same ?? [])]);
}

function oneFile(name: string, bytes: Uint8Array, committed = false): Source {
  return {
    files: [{ name, path: '', text: decodeText(bytes, name), named: true, committed }],
    clusters: [],
    unread: [],
  };
}
