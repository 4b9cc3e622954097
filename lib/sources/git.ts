import { spawn } from 'node:child_process';
import { posix } from 'node:path';
import { line } from '../messages/line';
import { UserError } from '../messages/user-error';
import type { Budget } from './budget';
import type { Tree, TreeFile } from './tree';

/** What `git:REV:PATH` names: a folder of a commit, or one file of it. */
export type GitSource = { readonly tree: Tree } | { readonly name: string; readonly bytes: Uint8Array };

/** Where git runs. */
export interface GitPlace {
  readonly cwd: string;
  /** What the user named, for errors. */
  readonly source: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * `git:REV:PATH`: what lies at PATH, relative to the current folder, as it was committed in REV. A REV of the form `A...B` is
 * the merge base of the two, as in `git diff`.
 */
export async function gitSource(
  source: string,
  cwd: string,
  budget: Budget,
  same?: ReadonlySet<string>,
): Promise<GitSource> {
  const { place, revision, full, path } = await namedInGit(source, cwd);
  await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], place).catch((error: unknown) => {
    if (error instanceof GitFailure && revision === 'HEAD') {
      throw new MissingInRevision(
        `'${source}': this repository has no commit yet. Compare with /dev/null, which is empty`,
      );
    }
    throw error instanceof GitFailure
      ? new UserError(
          `'${source}': git does not know the revision '${revision}'. Fetch it first (a shallow clone in CI has only one: git fetch origin), or name another revision`,
        )
      : error;
  });
  const entries = await entriesOf(revision, full, place, same);
  if (entries.length === 0) {
    throw new MissingInRevision(
      `'${source}': ${path} does not exist in ${revision}. If this change is the first to add it, compare with /dev/null, which is empty`,
    );
  }
  const linked = await followLinks(revision, entries, place);
  const [first] = entries;
  if (entries.length === 1 && first?.path === full) {
    const name = `${revision}:${full}`;
    const id = isLink(first) ? linked.get(full)?.id : first.type === 'blob' ? first.id : undefined;
    if (id === undefined) {
      throw new UserError(
        `'${source}': ${path} is ${isLink(first) ? `a symbolic link to ${linked.get(full)?.target ?? ''}` : 'a submodule'}. Name its target instead`,
      );
    }
    budget.take((isLink(first) ? linked.get(full)?.size : first.size) ?? 0, name);
    const [bytes = new Uint8Array()] = await readBlobs([id], place);
    return { name, bytes };
  }
  const nameOf = (inside: string): string => line(`${revision}:${posix.join(full, inside)}`);
  return { tree: treeOf(entries, linked, full, { place, budget, nameOf }) };
}

/** What `git:REV:PATH` names. */
interface NamedInGit {
  readonly place: GitPlace;
  readonly revision: string;
  /** From the top of the repository, '' for the top itself. */
  readonly full: string;
  /** As the user wrote it. */
  readonly path: string;
}

/** @throws UserError where it has another form, or leads out of the repository */
export async function namedInGit(source: string, cwd: string): Promise<NamedInGit> {
  const [, named = '', path = ''] = /^git:([^:]*):(.*)$/.exec(source) ?? [];
  if (named === '' || named.startsWith('-') || path === '') {
    throw new UserError(
      `'${source}' is not git:REV:PATH. Example: git:origin/main:dist (git:HEAD:. for the current folder)`,
    );
  }
  const place: GitPlace = { cwd, source };
  const revision = await commitOf(named, place);
  const prefix = (await git(['rev-parse', '--show-prefix'], place)).toString().trimEnd();
  const full = posix.join('/', prefix, path).slice(1).replace(/\/$/, '');
  if (posix.normalize(posix.join(prefix, path)).startsWith('..')) {
    throw new OutsideRepository(`'${source}': ${path} lies outside the git repository`);
  }
  return { place, revision, full, path };
}

/** The revision, or of two with three dots between them the commit where they parted. */
async function commitOf(named: string, place: GitPlace): Promise<string> {
  const [, first = '', second = ''] = /^(.*)\.\.\.(.*)$/.exec(named) ?? [];
  if (!named.includes('...')) return named;
  const sides = [first || 'HEAD', second || 'HEAD'];
  const found = await git(['merge-base', '--end-of-options', ...sides], place).catch((error: unknown) => {
    throw error instanceof GitFailure
      ? new UserError(
          `'${place.source}': git finds no merge base of ${sides.join(' and ')}. Fetch both with their history (in CI a clone has often one commit: git fetch --unshallow origin)`,
        )
      : error;
  });
  return found.toString().trim();
}

/** All that is in a commit, or in another object that git takes for a tree. */
export async function revisionTree(
  revision: string,
  place: GitPlace,
  budget: Budget,
  nameOf: (path: string) => string,
): Promise<Tree> {
  const entries = await entriesOf(revision, '', place);
  return treeOf(entries, await followLinks(revision, entries, place), '', { place, budget, nameOf });
}

/** The files of a commit below a path, without those in some folders directly below it. */
async function entriesOf(
  revision: string,
  full: string,
  place: GitPlace,
  without: ReadonlySet<string> = new Set(),
): Promise<Entry[]> {
  const list = (deep: readonly string[], paths: readonly string[]): Promise<Buffer> =>
    git(['ls-tree', ...deep, '-z', '--full-tree', revision, '--', ...paths], place);
  let paths = [full === '' ? '.' : full];
  if (without.size > 0) {
    const children = (await list(['--name-only'], [full === '' ? '.' : `${full}/`])).toString().split('\0');
    paths = children.filter((path) => path !== '' && !without.has(posix.basename(path)));
    if (paths.length === 0) return [];
  }
  const listing = await list(['-r', '--long'], paths);
  return listing
    .toString()
    .split('\0')
    .filter((each) => each !== '')
    .map(entryOf);
}

function treeOf(
  entries: readonly Entry[],
  linked: ReadonlyMap<string, Linked>,
  full: string,
  {
    place,
    budget,
    nameOf,
  }: { readonly place: GitPlace; readonly budget: Budget; readonly nameOf: (path: string) => string },
): Tree {
  const ids = new Map<string, { readonly id: string; readonly size: number }>();
  const files = entries.map((entry): TreeFile => {
    const inside = posix.relative(full, entry.path);
    const link = linked.get(entry.path);
    const id = isLink(entry) ? link?.id : entry.id;
    if (entry.type === 'commit') {
      return { path: inside, id: entry.id, unreadable: { why: 'submodule', content: entry.id } };
    }
    if (id === undefined) {
      return { path: inside, id: entry.id, unreadable: { why: 'link', content: link?.target ?? '' } };
    }
    const size = (isLink(entry) ? link?.size : entry.size) ?? 0;
    ids.set(inside, { id, size });
    return { path: inside, id, size };
  });
  return {
    nameOf,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    committed: true,
    budget,
    read: (paths) => {
      const blobs = paths.map((each) => ids.get(each) ?? { id: '', size: 0 });
      blobs.forEach(({ size }, index) => budget.take(size, nameOf(paths[index] ?? '')));
      return readBlobs(
        blobs.map(({ id }) => id),
        place,
      );
    },
  };
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** From the top of the repository. */
  readonly path: string;
}

function entryOf(line: string): Entry {
  const [, mode = '', type = '', id = '', size = '', path = ''] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
  return { mode, type, id, size: Number(size), path };
}

const isLink = ({ mode }: Entry): boolean => mode === '120000';

interface Linked {
  /** The file in the same commit that the link leads to, also by way of others. */
  readonly id?: string;
  readonly size?: number;
  readonly target: string;
}

/** No system follows a longer link, and git keeps one of any size. */
const LONGEST_TARGET = 4096;

/** Where links of a commit lead. */
async function followLinks(
  revision: string,
  all: readonly Entry[],
  place: GitPlace,
): Promise<ReadonlyMap<string, Linked>> {
  const links = all.filter(
    // Git takes a name a line.
    (entry) => isLink(entry) && !entry.path.includes('\n') && entry.size <= LONGEST_TARGET,
  );
  if (links.length === 0) {
    return new Map();
  }
  const targets = await readBlobs(
    links.map(({ id }) => id),
    place,
  );
  const asked = links.map(({ path }) => `${revision}:${path}\n`).join('');
  const answers = await git(['cat-file', '--batch-check', '--follow-symlinks'], place, asked);
  let at = 0;
  return new Map(
    links.map(({ path }, index) => {
      const end = answers.indexOf('\n', at);
      const [id = '', type = '', size = ''] = answers.toString('utf8', at, end).split(' ');
      at = end + 1;
      // Where a link leads out of the commit, its target follows, and here the second word is its length.
      if (['symlink', 'dangling', 'loop', 'notdir'].includes(id)) at += Number(type) + 1;
      const target = (targets[index] ?? Buffer.of()).toString();
      return [path, type === 'blob' ? { id, size: Number(size), target } : { target }];
    }),
  );
}

/** The contents of many blobs from one git process. */
export async function readBlobs(ids: readonly string[], place: GitPlace): Promise<Buffer[]> {
  if (ids.length === 0) {
    return [];
  }
  const output = await git(['cat-file', '--batch'], place, `${ids.join('\n')}\n`);
  const blobs: Buffer[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const header = output.toString('utf8', at, end);
    const size = Number(/ blob (\d+)$/.exec(header)?.[1]);
    if (!header.startsWith(id) || !Number.isInteger(size)) {
      throw new UserError(`'${place.source}': git cannot read the blob ${id} (${header})`);
    }
    blobs.push(output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return blobs;
}

/** The revision is there, but it does not have the path: nothing was committed there yet. */
export class MissingInRevision extends UserError {}

/** The path leads out of the repository, so no commit has it. */
export class OutsideRepository extends UserError {}

/** Git ran, and said no. */
export class GitFailure extends UserError {}

/** What git prints. @throws GitFailure where it exits with an error */
export function git(args: readonly string[], { cwd, source, env }: GitPlace, input = ''): Promise<Buffer> {
  return new Promise((done, failed) => {
    const child = spawn('git', args, {
      cwd,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'ENOENT' ? new UserError(`'${source}' needs git, which is not installed`) : error);
    });
    child.on('close', (code) => {
      const reason = Buffer.concat(err).toString().trim();
      if (code === 0) {
        done(Buffer.concat(out));
      } else if (reason.includes('not a git repository')) {
        failed(new UserError(`'${source}': ${cwd} is not inside a git repository`));
      } else {
        failed(new GitFailure(`'${source}': git ${args[0] ?? ''} failed: ${reason}`));
      }
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
