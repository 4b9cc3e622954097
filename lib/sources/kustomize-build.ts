import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { type Kustomization, parseKustomization, pipeIt, referencesOf } from './kustomization';
import type { Tree } from './tree';
import { indexOf } from './tree-index';

/** All builds of a side may take five times as long as one of them. */
const LONGEST_BUILD_MS = 60_000;
const LONGEST_SIDE_MS = 5 * LONGEST_BUILD_MS;
const MOST_MEMORY_KIB = 4 * 2 ** 20;
const MOST_FILES = 20_000;

/**
 * What `kustomize build` makes of a folder. Only the files that it refers to, which must lie in the same tree, are there for it, so that
 * it can neither read others nor fetch anything.
 */
export async function kustomizeBuild(tree: Tree, folder: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'stateful-web-app-kustomize-'));
  try {
    const copied = await copyReferenced(tree, folder, work);
    const hasSecrets = [...copied.values()].some((bytes) => /secret/i.test(Buffer.from(bytes).toString()));
    return await run({ tree, folder, work, hasSecrets });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function copyReferenced(tree: Tree, first: string, work: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { own, kustomizations } = indexOf(tree);
  const copied = new Map<string, Uint8Array>();
  const copy = async (path: string): Promise<Uint8Array> => {
    const known = copied.get(path);
    if (known !== undefined) return known;
    if (copied.size >= MOST_FILES) {
      throw new UserError(`${tree.nameOf(first)}: kustomize would need more than ${MOST_FILES} files`);
    }
    const [bytes = new Uint8Array()] = await tree.read([path]);
    copied.set(path, bytes);
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), bytes, { mode: 0o600 });
    return bytes;
  };
  const visited = new Set<string>();
  const visit = async (folder: string): Promise<void> => {
    if (visited.has(folder)) return;
    visited.add(folder);
    const kustomization = await kustomizationOf(tree, folder, copy);
    const { folders, files } = referencesOf(kustomization);
    const mayBeFolder = new Set(folders);
    for (const reference of new Set([...folders, ...files])) {
      const path = posix.join(folder, reference).replace(/(.)\/+$/, '$1');
      const place = path === '.' ? '' : path;
      if (own.has(path)) await copy(path);
      else if (mayBeFolder.has(reference) && kustomizations.has(place)) await visit(place);
      else throw notInside(kustomization, reference, tree);
    }
  };
  await visit(first);
  return copied;
}

/** The one kustomization of a folder. */
export async function kustomizationOf(
  tree: Tree,
  folder: string,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Kustomization> {
  const found = indexOf(tree).kustomizations.get(folder) ?? [];
  const [file, second] = found;
  if (file !== undefined && !indexOf(tree).own.has(file)) {
    throw new UserError(
      `${tree.nameOf(file)} is a link to a file elsewhere, which kustomize refuses. Write the file itself`,
    );
  }
  if (file === undefined || second !== undefined) {
    throw new UserError(
      `${tree.nameOf(folder)} has ${found.map((path) => posix.basename(path)).join(' and ')}, and kustomize takes exactly one. Delete the other`,
    );
  }
  return parseKustomization(decodeText(await read(file), tree.nameOf(file)), tree.nameOf(file), folder);
}

function notInside({ name }: Kustomization, reference: string, tree: Tree): UserError {
  return new UserError(
    `${name} refers to '${reference}', which is neither a file in ${tree.nameOf('')} nor a folder in it with a kustomization. The plan fetches nothing and reads nothing outside of what you name. ` +
      `Name a folder that holds it all, or: ${pipeIt(name)}`,
  );
}

/** Without a PATH and with a proxy that does not exist: what slipped through can start nothing and fetch nothing. */
const NOWHERE = 'http://127.0.0.1:9';

interface Build {
  readonly tree: Tree;
  readonly folder: string;
  /** Where the files of the tree are copied to. */
  readonly work: string;
  /** Then what kustomize says of them may hold one. */
  readonly hasSecrets: boolean;
}

function run({ tree, folder, work, hasSecrets }: Build): Promise<string> {
  const name = tree.nameOf(folder);
  const out = pipeIt(`${name}/kustomization.yaml`);
  const kustomize = find('kustomize');
  const program = kustomize ?? find('kubectl');
  if (program === undefined) {
    throw new UserError(
      `${name} has a kustomization that does more than list its files, and neither kustomize nor kubectl is installed to build it. Install one, or: ${out}`,
    );
  }
  const args = [kustomize === undefined ? 'kustomize' : 'build', join(work, folder)];
  const tool = kustomize === undefined ? 'kubectl kustomize' : 'kustomize';
  const env = {
    PATH: '',
    HOME: work,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    SystemRoot: process.env['SystemRoot'],
  };
  const { budget } = tree;
  const timeout = Math.max(1, Math.min(LONGEST_BUILD_MS, LONGEST_SIDE_MS - budget.buildMs));
  const start = Date.now();
  return new Promise((done, fail) => {
    execFile(
      ...limited(program, args),
      { cwd: work, env, timeout, maxBuffer: budget.most, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        budget.buildMs += Date.now() - start;
        const cannot = `${name} cannot be built by ${tool}`;
        if (error === null) done(stdout);
        else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
          fail(budget.tooLarge(`what ${tool} makes of ${name}`, budget.most));
        } else if (error.killed === true) {
          fail(new UserError(`${cannot}: it took longer than ${Math.ceil(timeout / 1000)} s. ${out}`));
        } else if (/out of memory|cannot allocate memory/.test(stderr)) {
          fail(new UserError(`${cannot}: it needs more than ${MOST_MEMORY_KIB / 2 ** 20}Gi of memory. ${out}`));
        } else if (hasSecrets) {
          fail(
            new UserError(
              `${cannot}. What it says may hold a secret of these files; see for yourself: ${tool} ${name}`,
            ),
          );
        } else {
          const why = stderr.trim() === '' ? error.message : stderr.trim();
          fail(new UserError(`${cannot}: ${why.replaceAll(`${work}/`, '').replaceAll(work, '.').slice(0, 2000)}`));
        }
      },
    );
  });
}

/** The same program with a bound for its memory, where there is a shell to set one. */
function limited(program: string, args: readonly string[]): [string, string[]] {
  return process.platform === 'win32'
    ? [program, [...args]]
    : ['/bin/sh', ['-c', `ulimit -v ${MOST_MEMORY_KIB} 2>&-; exec "$0" "$@"`, program, ...args]];
}

/** Where a program is, as a shell would find it. */
function find(program: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, program + ending)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
