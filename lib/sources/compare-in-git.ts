import { realpath } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { git, type GitPlace, namedInGit, readBlobs } from './git';
import { QUIET } from './quiet-git';
import type { Comparison } from './same-clusters';

/** A commit's folder and another one's, or the same folder of the work tree: git knows what differs, and reads nothing twice. */
export async function compareInGit(commit: string, other: string, cwd: string): Promise<Comparison | undefined> {
  const { place, revision, full } = await namedInGit(commit, cwd);
  const quiet: GitPlace = { ...place, env: QUIET };
  const tree = `${revision}:${full}`;
  const changes = other.startsWith('git:')
    ? await betweenCommits(tree, other, cwd, quiet)
    : await inWorkTree(revision, full, resolve(cwd, other), quiet);
  if (changes === undefined) return undefined;
  const listing = await text(['ls-tree', '-r', '-z', '--full-tree', tree], quiet);
  const entries = listing.map((each) => /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(each) ?? []);
  const ids = new Map(entries.map(([, , , id = '', path = '']) => [path, id]));
  return {
    files: entries.map(([, mode = '', , , path = '']) => ({ path, plain: mode.startsWith('100') })),
    changed: new Set(changes.map(({ path }) => path)),
    lone: new Set(changes.filter(({ status }) => status !== 'M').map(({ path }) => path)),
    read: async (paths) =>
      (
        await readBlobs(
          paths.map((path) => ids.get(path) ?? ''),
          quiet,
        )
      ).map(String),
  };
}

interface PathChange {
  /** `M` where both sides have it; a letter of git's otherwise. */
  readonly status: string;
  readonly path: string;
}

async function betweenCommits(tree: string, other: string, cwd: string, place: GitPlace): Promise<PathChange[]> {
  const { revision, full } = await namedInGit(other, cwd);
  return changesIn(await text(['diff-tree', '-r', '-z', '--no-renames', tree, `${revision}:${full}`], place));
}

/** Undefined where the folder is not the one that the commit's is in the work tree. */
async function inWorkTree(
  revision: string,
  full: string,
  folder: string,
  place: GitPlace,
): Promise<PathChange[] | undefined> {
  const top = (await git(['rev-parse', '--show-toplevel'], place)).toString().trimEnd();
  if ((await realpath(folder)) !== join(top, full)) return undefined;
  const inside: GitPlace = { ...place, cwd: folder };
  const options = ['--raw', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=none', '--relative'];
  // As `git diff` sees it: what is committed of a file is what decides, not how it is checked out.
  const differs = await text(['-c', 'diff.autoRefreshIndex=true', 'diff', ...options, revision, '--', '.'], inside);
  // What git does not look at: ignored and new files, those that are marked as unchanged, those outside of a sparse checkout.
  const unseen = (await text(['ls-files', '-z', '-v', '-c', '-o', '--', '.'], inside)).filter(
    (each) => !each.startsWith('H '),
  );
  return [...changesIn(differs), ...unseen.map((each) => ({ status: each.slice(0, 1), path: each.slice(2) }))];
}

/** What git prints raw: `:MODE MODE ID ID STATUS`, and then the path. */
function changesIn(parts: readonly string[]): PathChange[] {
  return parts.flatMap((each, index) =>
    each.startsWith(':') && index % 2 === 0
      ? [{ status: each.slice(-1), path: posix.normalize(parts[index + 1] ?? '') }]
      : [],
  );
}

async function text(args: readonly string[], place: GitPlace): Promise<string[]> {
  return (await git(args, place))
    .toString()
    .split('\0')
    .filter((each) => each !== '');
}
