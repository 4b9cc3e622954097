import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { line } from '../messages/line';
import { UserError } from '../messages/user-error';
import { Budget } from './budget';
import { git, GitFailure, type GitPlace, revisionTree } from './git';
import { QUIET } from './quiet-git';
import type { Tree } from './tree';

/** One of the two revisions of a repository that are compared. */
export interface Revision {
  readonly tree: Tree;
  /** Paths of text files, under names with one of these endings, that match an extended regular expression. */
  readonly find: (pattern: string, endings: readonly string[]) => Promise<readonly string[]>;
}

export interface Repository {
  /** Where it was cloned from, if it was. */
  readonly origin: string | undefined;
  readonly before: Revision;
  readonly after: Revision;
  /** The commit of BEFORE. */
  readonly base: string;
  /** What is compared, in words. */
  readonly title: string;
}

/**
 * Opens the repository of a folder at two revisions. BEFORE is by default the merge base of AFTER and the default branch, AFTER the
 * working tree, with what is not committed yet and without what `.gitignore` names. Nothing is written into the repository.
 *
 * @throws UserError outside of a repository, or where git does not know a revision
 */
export async function withRepository<T>(
  given: { readonly before?: string; readonly after?: string; readonly maxSize?: number },
  cwd: string,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'stateful-web-app-git-'));
  try {
    const first: GitPlace = { cwd, source: '--repo', env: QUIET };
    const top = await text(['rev-parse', '--show-toplevel'], first).catch((error: unknown) => {
      throw error instanceof GitFailure
        ? new UserError(`--repo needs a work tree of git, and ${cwd} is not inside one. Run it in a clone`)
        : error;
    });
    const place: GitPlace = { ...first, cwd: top };
    const after = given.after === undefined ? undefined : await commitOf(given.after, place);
    const before =
      given.before === undefined ? await mergeBase(after ?? 'HEAD', place) : await commitOf(given.before, place);
    const working = after === undefined ? await workingTree(place, scratch) : undefined;
    const shownBefore = given.before ?? before.slice(0, 12);
    return await work({
      base: before,
      origin: await text(['config', '--get', 'remote.origin.url'], place).catch(() => undefined),
      before: await revisionOf(before, place, new Budget(given.maxSize), (path) => `${shownBefore}:${path}`),
      after: await revisionOf(
        working?.tree ?? after ?? 'HEAD',
        working?.place ?? place,
        new Budget(given.maxSize),
        given.after === undefined ? (path) => (path === '' ? '.' : path) : (path) => `${given.after ?? ''}:${path}`,
      ),
      title: `${shownBefore} → ${given.after ?? 'the working tree'}`,
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function text(args: readonly string[], place: GitPlace): Promise<string> {
  return (await git(args, place)).toString().trimEnd();
}

async function commitOf(revision: string, place: GitPlace): Promise<string> {
  if (revision === '' || revision.startsWith('-')) {
    throw new UserError(`--repo: '${revision}' is not a revision. Example: plan --repo origin/main HEAD`);
  }
  return text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], place).catch(
    (error: unknown) => {
      throw error instanceof GitFailure
        ? new UserError(
            `--repo: git does not know the revision '${revision}'. Fetch it first (a shallow clone in CI has only one: git fetch origin), or name another revision`,
          )
        : error;
    },
  );
}

const DEFAULT_BRANCHES = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master'];
const LOCAL_BRANCHES = ['refs/heads/main', 'refs/heads/master'];

async function mergeBase(after: string, place: GitPlace): Promise<string> {
  for (const branch of [...DEFAULT_BRANCHES, ...LOCAL_BRANCHES]) {
    const found = await text(['merge-base', after, branch], place).catch(() => '');
    if (found !== '') return found;
  }
  throw new UserError(
    '--repo finds no merge base with the default branch (origin/HEAD, origin/main, origin/master, main, master). Fetch it (git fetch origin), or name BEFORE: plan --repo REVISION',
  );
}

/** The working tree as git would commit it, in a folder of objects of its own. */
async function workingTree(place: GitPlace, scratch: string): Promise<{ tree: string; place: GitPlace }> {
  const index = await text(['rev-parse', '--path-format=absolute', '--git-path', 'index'], place);
  const objects = await text(['rev-parse', '--path-format=absolute', '--git-path', 'objects'], place);
  const copy = join(scratch, 'index');
  // A repository that nothing was added to has none.
  await copyFile(index, copy).then(
    async () => {
      // Git takes a file for unchanged if it is older than the index: the copy is as old as what it copies.
      const { atime, mtime } = await stat(index);
      await utimes(copy, atime, mtime);
    },
    () => undefined,
  );
  const env = {
    ...place.env,
    GIT_INDEX_FILE: copy,
    GIT_OBJECT_DIRECTORY: scratch,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
  };
  const own: GitPlace = { ...place, env };
  await git(['add', '--all', '--', '.'], own);
  return { tree: await text(['write-tree'], own), place: own };
}

async function revisionOf(
  tree: string,
  place: GitPlace,
  budget: Budget,
  nameOf: (path: string) => string,
): Promise<Revision> {
  return {
    tree: await revisionTree(tree, place, budget, (path) => line(nameOf(path))),
    find: async (pattern, endings) => {
      const paths = endings.map((ending) => `:(top,glob)**/*${ending}`);
      const found = await git(['grep', '-l', '-z', '-I', '-E', '-e', pattern, tree, '--', ...paths], place).catch(
        (error: unknown) => {
          // It finds nothing.
          if (error instanceof GitFailure) return Buffer.of();
          throw error;
        },
      );
      const prefix = `${tree}:`;
      return found
        .toString()
        .split('\0')
        .filter((each) => each.startsWith(prefix))
        .map((each) => each.slice(prefix.length))
        .sort();
    },
  };
}
