import { createHash } from 'node:crypto';
import type { Source, SourceFile, Unread } from '../manifests/source-file';
import { decodeText, isWide } from '../messages/text';
import { UserError } from '../messages/user-error';
import { plainList } from './kustomization';
import { findKustomize, kustomizationOf, kustomizeBuild } from './kustomize-build';
import { kustomizeReadsOtherwise } from './kustomize-reads';
import { hasLocalConfig, hasObjects } from './objects-in';
import { leadsOutside } from './same-clusters';
import { clustersIn, folderOf, isJsonnetName, isKustomizationName, isManifestName } from './source-names';
import { steeringFiles } from './steering';
import type { Tree, TreeFile } from './tree';
import { indexOf } from './tree-index';

/**
 * The manifests of a folder, as the tools read it: what its topmost kustomizations make of theirs, and every other file that is named
 * as a manifest, at any depth. `same` are folders that the tree leaves out.
 *
 * @throws NeedsAll where a kustomization may name a file in one of those
 */
export async function readFolder(tree: Tree, same: ReadonlySet<string> = new Set()): Promise<Source> {
  if (same.size > 0 && (await textsOf(tree, isKustomizationName)).some(leadsOutside))
    throw new NeedsAll('a kustomization may name a file that was left out');
  const names = tree.files.map(({ path }) => path);
  const roots = kustomizedFolders(names);
  const { readable, own } = indexOf(tree);
  const isReadable = (path: string): boolean => readable.has(path);
  const plain: TreeFile[] = [];
  const below = new Map([...roots].map((root) => [root, [] as string[]]));
  for (const file of tree.files) {
    const root = outermost(file.path, roots);
    if (root === undefined) plain.push(file);
    else below.get(root)?.push(file.path);
  }
  const raw = plain.map(({ path }) => path).filter((path) => isManifestName(path) && isReadable(path));
  const files = await readFiles(tree, raw);
  const unread: Unread[] = await steeringFiles(tree, names.filter(isReadable));
  for (const file of plain) {
    if (file.unreadable !== undefined && (file.unreadable.why === 'submodule' || isManifestName(file.path))) {
      unread.push({ name: tree.nameOf(file.path), path: file.path, ...file.unreadable });
    }
  }
  unread.push(
    ...(await jsonnet(
      tree,
      plain.map(({ path }) => path).filter((path) => isJsonnetName(path) && isReadable(path)),
    )),
  );
  const inRoots = [...below.values()].flat().filter((path) => isReadable(path) && isManifestOrKustomization(path));
  const ahead = tree.committed && roots.size > 1 ? await readAhead(tree, inRoots) : tree;
  for (const root of roots) {
    const manifests = (below.get(root) ?? []).filter(
      (path) => isManifestName(path) && isReadable(path) && !isKustomizationName(path),
    );
    const built = await readKustomized(ahead, root, manifests, (path) => own.has(path));
    files.push(...built.files);
    unread.push(...built.unread);
  }
  // The tools check out what a pointer stands for.
  const isPointer = ({ text }: SourceFile): boolean => LFS_POINTER.test(text);
  unread.push(...files.filter(isPointer).map((file) => unreadOf(file, 'lfs')));
  return { files: files.filter((file) => !isPointer(file)), clusters: clustersIn(names), unread };
}

async function textsOf(tree: Tree, isWanted: (path: string) => boolean): Promise<string[]> {
  const paths = tree.files.map(({ path }) => path).filter((path) => isWanted(path) && indexOf(tree).readable.has(path));
  return (await tree.read(paths)).map((bytes) => Buffer.from(bytes).toString());
}

const isManifestOrKustomization = (path: string): boolean => isManifestName(path) || isKustomizationName(path);

/** The same tree, with some files read at once: of a commit each reading starts a process. */
async function readAhead(tree: Tree, paths: readonly string[]): Promise<Tree> {
  const contents = await tree.read(paths);
  const known = new Map(paths.map((path, index) => [path, contents[index] ?? new Uint8Array()]));
  return {
    ...tree,
    read: async (wanted) => {
      const found = wanted.flatMap((path) => known.get(path) ?? []);
      return found.length === wanted.length ? found : tree.read(wanted);
    },
  };
}

/** Of a tree that leaves something out more is needed. */
export class NeedsAll extends UserError {}

/** What Git LFS commits in the place of a file. */
const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\//;

/** The folders with a kustomization that no other such folder contains. */
function kustomizedFolders(names: readonly string[]): ReadonlySet<string> {
  const all = new Set(names.filter(isKustomizationName).map(folderOf));
  return new Set([...all].sort().filter((folder) => folder === '' || outermost(folder, all) === folder));
}

/** The outermost of the folders around a file, or of a folder itself. */
function outermost(path: string, folders: ReadonlySet<string>): string | undefined {
  if (folders.has('')) return '';
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
    if (folders.has(path.slice(0, end))) return path.slice(0, end);
  }
  return folders.has(path) ? path : undefined;
}

async function readKustomized(
  tree: Tree,
  root: string,
  manifests: readonly string[],
  isFile: (path: string) => boolean,
): Promise<Pick<Source, 'files' | 'unread'>> {
  const kustomization = await kustomizationOf(tree, root, async (path) => (await tree.read([path]))[0] ?? Buffer.of());
  const listed = plainList(kustomization, (path) => isManifestName(path) && isFile(path));
  const files = listed === undefined ? [] : await readFiles(tree, listed, root);
  const otherwise = new Set(files.filter(({ text, name }) => kustomizeReadsOtherwise(text, name)));
  const isPlain = listed !== undefined && !files.some(({ text, name }) => hasLocalConfig(text, name));
  if (!isPlain || (otherwise.size > 0 && findKustomize() !== undefined)) {
    const name = `${tree.nameOf(root)} (built)`;
    const text = await kustomizeBuild(tree, root);
    return {
      files: [{ name, path: root === '' ? 'built' : `${root}/built`, text, named: false, kustomization: root }],
      unread: (await readFiles(tree, manifests)).map((file) => unreadOf(file, 'built')),
    };
  }
  const known = new Set(listed);
  const others = manifests.filter((path) => !known.has(path));
  const unlisted = (await readFiles(tree, others)).filter(({ text, name }) => hasObjects(text, name));
  return {
    files: files.map((file) => (otherwise.has(file) ? { ...file, otherwise: true } : file)),
    unread: unlisted.map((file) => unreadOf(file, 'unlisted')),
  };
}

function unreadOf({ name, path, text }: SourceFile, why: 'built' | 'unlisted' | 'lfs'): Unread {
  return { name, path, why, content: text };
}

async function readFiles(tree: Tree, paths: readonly string[], kustomization?: string): Promise<SourceFile[]> {
  const contents = await tree.read(paths);
  const { committed } = tree;
  return paths.map((path, index) => {
    const name = tree.nameOf(path);
    const bytes = contents[index] ?? new Uint8Array();
    return {
      name,
      path,
      text: decodeText(bytes, name),
      named: false,
      committed,
      ...(isWide(bytes) ? { wide: true } : {}),
      ...(kustomization === undefined ? {} : { kustomization }),
    };
  });
}

/** Jsonnet files tell apart by themselves and by all that they may import. */
async function jsonnet(tree: Tree, paths: readonly string[]): Promise<Unread[]> {
  const evaluated = paths.filter((path) => path.endsWith('.jsonnet'));
  if (evaluated.length === 0) {
    return [];
  }
  const hash = createHash('sha256');
  (await tree.read(paths)).forEach((bytes, index) =>
    hash.update(`${paths[index] ?? ''}\0${bytes.length}\0`).update(bytes),
  );
  const content = hash.digest('hex');
  return evaluated.map((path) => ({ name: tree.nameOf(path), path, why: 'jsonnet', content }));
}
