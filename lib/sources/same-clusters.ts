import { clustersIn, folderOf, isJsonnetName, isKustomizationName, isManifestName, topFolderOf } from './source-names';

/** Both sides, compared without reading what is the same. Paths are inside the folders that were named. */
export interface Comparison {
  /** All files of one side. Not plain is what leads elsewhere: a link, a submodule. */
  readonly files: readonly { readonly path: string; readonly plain: boolean }[];
  /** What is not the same on both sides, and what may not be. */
  readonly changed: ReadonlySet<string>;
  /** What only one side has, of what changed. */
  readonly lone: ReadonlySet<string>;
  /** The texts of files that are the same on both sides. */
  readonly read: (paths: readonly string[]) => Promise<readonly string[]>;
}

/**
 * The clusters of which nothing can be in a plan: each file is the same on both sides, and none needs anything outside of its folder.
 * None where a cluster comes or goes, because its objects may be another one's.
 */
export async function sameClusters({ files, changed, lone, read }: Comparison): Promise<ReadonlySet<string>> {
  const names = files.map(({ path }) => path);
  const none: ReadonlySet<string> = new Set();
  const isOfTop = (path: string): boolean => isKustomizationName(path) && folderOf(path) === '';
  if ([...names, ...lone].some(isOfTop) || [...lone].some((path) => /^[^/]+\/Kustomization$/.test(path))) return none;
  const same = new Set(clustersIn(names));
  for (const path of changed) same.delete(topFolderOf(path));
  const filled = new Set<string>();
  for (const { path, plain } of files) {
    // A link may lead to a file that changes, and what Argo CD evaluates is reported even if it does not.
    if (!plain || isJsonnetName(path)) same.delete(topFolderOf(path));
    else if (isManifestName(path) && !isKustomizationName(path)) filled.add(topFolderOf(path));
  }
  const kustomizations = names.filter((path) => isKustomizationName(path) && same.has(topFolderOf(path)));
  (await read(kustomizations)).forEach((text, index) => {
    if (leadsOutside(text)) same.delete(topFolderOf(kustomizations[index] ?? ''));
  });
  return new Set([...same].filter((name) => filled.has(name)));
}

/** Whether a kustomization may name a file above its folder. In an escape a name may look otherwise. */
export function leadsOutside(text: string): boolean {
  return /\.\.|\\/.test(text);
}
