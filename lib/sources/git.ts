import { spawn } from 'node:child_process';
import { posix } from 'node:path';
import type { Source } from '../manifests/source-file';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import type { Budget } from './budget';
import { clustersIn, isManifestName } from './source-names';

/** `git:REV:PATH`: the manifests at PATH, relative to the current folder, as they were committed in REV. */
export async function readGit(source: string, cwd: string, budget: Budget): Promise<Source> {
  const [, revision = '', path = ''] = /^git:([^:]*):(.*)$/.exec(source) ?? [];
  if (revision === '' || revision.startsWith('-') || path === '') {
    throw new UserError(
      `'${source}' is not git:REV:PATH. Example: git:origin/main:dist (git:HEAD:. for the current folder)`,
    );
  }
  const prefix = (await git(['rev-parse', '--show-prefix'], cwd, source)).toString().trimEnd();
  const full = posix.join('/', prefix, path).slice(1).replace(/\/$/, '');
  if (posix.normalize(posix.join(prefix, path)).startsWith('..')) {
    throw new OutsideRepository(`'${source}': ${path} lies outside the git repository`);
  }
  await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], cwd, source).catch((error: unknown) => {
    if (error instanceof GitFailure && revision === 'HEAD') {
      throw new MissingInRevision(
        `'${source}': nothing is committed yet in this repository. Compare with /dev/null, which is empty`,
      );
    }
    throw error instanceof GitFailure
      ? new UserError(
          `'${source}': git does not know the revision '${revision}'. Fetch it first (a shallow clone in CI has only one: git fetch origin), or name another`,
        )
      : error;
  });
  const listing = await git(
    ['ls-tree', '-r', '-z', '--long', '--full-tree', revision, '--', full === '' ? '.' : full],
    cwd,
    source,
  );
  const entries = listing
    .toString()
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', type = '', id = '', size = '', name = ''] =
        /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return { mode, type, id, size: Number(size), name };
    });
  if (entries.length === 0) {
    throw new MissingInRevision(
      `'${source}': ${path} does not exist in ${revision}. If this change is the first to add it, compare with /dev/null, which is empty`,
    );
  }
  const named = entries.length === 1 && entries[0]?.name === full;
  const all = entries.map((entry) => ({ ...entry, path: named ? '' : posix.relative(full, entry.name) }));
  const files = all
    .filter(({ mode, type, path }) => type === 'blob' && mode !== '120000' && !isHidden(path))
    .filter(({ name }) => named || isManifestName(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, size } of files) budget.take(size, `${revision}:${name}`);
  const blobs = await readBlobs(
    files.map(({ id }) => id),
    cwd,
    source,
  );
  return {
    files: files.map((file, index) => {
      const name = `${revision}:${file.name}`;
      return { name, path: file.path, text: decodeText(blobs[index] ?? Buffer.of(), name), named };
    }),
    clusters: named ? [] : clustersIn(all.map((entry) => entry.path)),
  };
}

/** In a folder that is skipped on disk as well. */
function isHidden(path: string): boolean {
  return /(^|\/)\.[^/]*\//.test(path);
}

/** The contents of many blobs from one git process. */
async function readBlobs(ids: readonly string[], cwd: string, source: string): Promise<Buffer[]> {
  if (ids.length === 0) {
    return [];
  }
  const output = await git(['cat-file', '--batch'], cwd, source, `${ids.join('\n')}\n`);
  const blobs: Buffer[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const header = output.toString('utf8', at, end);
    const size = Number(/ blob (\d+)$/.exec(header)?.[1]);
    if (!header.startsWith(id) || !Number.isInteger(size)) {
      throw new UserError(`'${source}': git cannot read the blob ${id} (${header})`);
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

class GitFailure extends UserError {}

function git(args: readonly string[], cwd: string, source: string, input = ''): Promise<Buffer> {
  return new Promise((done, failed) => {
    const child = spawn('git', args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
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
