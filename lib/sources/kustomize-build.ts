import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { findProgram, MOST_FILES, MOST_MEMORY, runBounded, speakOfSecrets } from './bounded-run';
import { type Kustomization, parseKustomization, pipeIt, referencesOf } from './kustomization';
import type { Tree } from './tree';
import { indexOf } from './tree-index';

/**
 * What `kustomize build` makes of a folder. Only the files that it refers to, which must lie in the same tree, are there for it, so that
 * it can neither read others nor fetch anything.
 */
export async function kustomizeBuild(tree: Tree, folder: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'stateful-web-app-kustomize-'));
  try {
    const copied = await copyReferenced(tree, folder, work);
    return await run({ tree, folder, work, copied });
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
      `${tree.nameOf(file)} is a link to a file elsewhere, and kustomize refuses such links. Replace the link with the file`,
    );
  }
  if (file === undefined || second !== undefined) {
    throw new UserError(
      `${tree.nameOf(folder)} has ${found.map((path) => posix.basename(path)).join(' and ')}, and kustomize accepts exactly one. Delete the others`,
    );
  }
  return parseKustomization(decodeText(await read(file), tree.nameOf(file)), tree.nameOf(file), folder);
}

function notInside({ name }: Kustomization, reference: string, tree: Tree): UserError {
  return new UserError(
    `${name} refers to '${reference}', which is neither a file in ${tree.nameOf('')} nor a folder in it with a kustomization. The plan fetches nothing, and reads nothing outside the folder that you name. ` +
      `Name a folder that contains all of it, or: ${pipeIt(name)}`,
  );
}

interface Build {
  readonly tree: Tree;
  readonly folder: string;
  /** Where the files of the tree are copied to. */
  readonly work: string;
  readonly copied: ReadonlyMap<string, Uint8Array>;
}

async function run({ tree, folder, work, copied }: Build): Promise<string> {
  const name = tree.nameOf(folder);
  const out = pipeIt(`${name}/kustomization.yaml`);
  const kustomize = findKustomize();
  if (kustomize === undefined) {
    throw new UserError(
      `${name} has a kustomization that does more than list its files, and neither kustomize nor kubectl is installed to build it. Install one, or: ${out}`,
    );
  }
  const { program, args, title } = kustomize;
  const ended = await runBounded(program, [...args, join(work, folder)], work, tree.budget);
  const cannot = `${name} cannot be built by ${title}`;
  switch (ended.why) {
    case 'done':
      return ended.output;
    case 'output':
      throw tree.budget.tooLarge(`the output of ${title} for ${name}`, tree.budget.most);
    case 'time':
      throw new UserError(`${cannot}: it took longer than ${ended.seconds} s. ${out}`);
    case 'memory':
      throw new UserError(`${cannot}: it needs more than ${MOST_MEMORY} of memory. ${out}`);
    case 'failed':
      throw new UserError(
        speakOfSecrets(copied.values())
          ? `${cannot}. Its message may contain a secret from these files, so it is not shown. To see it, run: ${title} ${name}`
          : `${cannot}: ${ended.says.replaceAll(`${work}/`, '').replaceAll(work, '.').slice(0, 2000)}`,
      );
  }
}

/** What builds kustomizations here, and how it is called before the folder. */
export function findKustomize():
  { readonly program: string; readonly args: readonly string[]; readonly title: string } | undefined {
  const kustomize = findProgram('kustomize');
  if (kustomize !== undefined) return { program: kustomize, args: ['build'], title: 'kustomize' };
  const kubectl = findProgram('kubectl');
  return kubectl === undefined ? undefined : { program: kubectl, args: ['kustomize'], title: 'kubectl kustomize' };
}
