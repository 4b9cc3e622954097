import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { type Kustomization, parseKustomization, pipeIt, referencesOf } from './kustomization';
import { isKustomizationName } from './source-names';
import type { Tree } from './tree';

const LONGEST_BUILD_MS = 60_000;
const LARGEST_OUTPUT = 256 * 1024 * 1024;
const MOST_FILES = 20_000;

/**
 * What `kustomize build` makes of a folder. Only the files that it refers to, which must lie in the same tree, are there for it, so that
 * it can neither read others nor fetch anything.
 */
export async function kustomizeBuild(tree: Tree, folder: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'stateful-web-app-kustomize-'));
  try {
    await copyReferenced(tree, folder, work);
    return await run(join(work, folder), tree.nameOf(folder), work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function copyReferenced(tree: Tree, first: string, work: string): Promise<void> {
  const names = new Set(tree.files.filter(({ unreadable }) => unreadable === undefined).map(({ path }) => path));
  const copied = new Set<string>();
  const copy = async (path: string): Promise<Uint8Array> => {
    const [bytes = new Uint8Array()] = await tree.read([path]);
    if (!copied.has(path)) {
      copied.add(path);
      if (copied.size > MOST_FILES) {
        throw new UserError(`${tree.nameOf(first)}: kustomize would need more than ${MOST_FILES} files`);
      }
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), bytes, { mode: 0o600 });
    }
    return bytes;
  };
  const visited = new Set<string>();
  const visit = async (folder: string): Promise<void> => {
    if (visited.has(folder)) return;
    visited.add(folder);
    const kustomization = await kustomizationOf(tree, folder, copy);
    const { folders, files } = referencesOf(kustomization);
    for (const reference of [...folders, ...files]) {
      const path = posix.join(folder, reference).replace(/(.)\/+$/, '$1');
      if (names.has(path)) await copy(path);
      else if (folders.includes(reference) && hasKustomization(names, path)) await visit(path);
      else throw notInside(kustomization, reference, tree);
    }
  };
  await visit(first);
}

/** The one kustomization of a folder. */
export async function kustomizationOf(
  tree: Tree,
  folder: string,
  read: (path: string) => Promise<Uint8Array>,
): Promise<Kustomization> {
  const found = tree.files
    .map(({ path }) => path)
    .filter((path) => isKustomizationName(path) && posix.join(folder, posix.basename(path)) === path);
  const [file, second] = found;
  if (file === undefined || second !== undefined) {
    throw new UserError(
      `${tree.nameOf(folder)} has ${found.map((path) => posix.basename(path)).join(' and ')}, and kustomize takes exactly one. Delete the other`,
    );
  }
  return parseKustomization(decodeText(await read(file), tree.nameOf(file)), tree.nameOf(file), folder);
}

function hasKustomization(names: ReadonlySet<string>, folder: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) =>
    names.has(posix.join(folder, name)),
  );
}

function notInside({ name }: Kustomization, reference: string, tree: Tree): UserError {
  return new UserError(
    `${name} refers to '${reference}', which is neither a file in ${tree.nameOf('')} nor a folder in it with a kustomization. The plan fetches nothing and reads nothing outside of what you name. ` +
      `Name a folder that holds it all, or: ${pipeIt(name)}`,
  );
}

/** Without a PATH and with a proxy that does not exist: what slipped through can start nothing and fetch nothing. */
const NOWHERE = 'http://127.0.0.1:9';

function run(folder: string, name: string, home: string): Promise<string> {
  const kustomize = find('kustomize');
  const program = kustomize ?? find('kubectl');
  if (program === undefined) {
    throw new UserError(
      `${name} has a kustomization that does more than list its files, and neither kustomize nor kubectl is installed to build it. Install one, or: ${pipeIt(`${name}/kustomization.yaml`)}`,
    );
  }
  const args = kustomize === undefined ? ['kustomize', folder] : ['build', folder];
  const env = {
    PATH: '',
    HOME: home,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    SystemRoot: process.env['SystemRoot'],
  };
  return new Promise((done, fail) => {
    execFile(
      program,
      args,
      { cwd: home, env, timeout: LONGEST_BUILD_MS, maxBuffer: LARGEST_OUTPUT, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        if (error === null) {
          done(stdout);
          return;
        }
        const why = error.killed === true ? `took longer than ${LONGEST_BUILD_MS / 1000} s` : stderr.trim();
        fail(
          new UserError(
            `${name} cannot be built by ${kustomize === undefined ? 'kubectl kustomize' : 'kustomize'}: ${(why === '' ? error.message : why).replaceAll(`${home}/`, '').slice(0, 2000)}`,
          ),
        );
      },
    );
  });
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
