/** Whether a file's name is that of a manifest, as kubectl, Argo CD and Flux see it. */
export function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name);
}

/** Whether a file is one that kustomize builds its folder from. */
export function isKustomizationName(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** Whether Argo CD evaluates the file where it reads the folder as plain manifests, or such a file may import it. */
export function isJsonnetName(path: string): boolean {
  return /\.(jsonnet|libsonnet)$/.test(path);
}

/** The folder of a file, '' for the top one. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder of a file directly below the one that was named, '' for a file beside these. */
export function topFolderOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')));
}

/**
 * The folders of clusters by the files in them. The file is the one that the synth writes into each, and that no tool takes for
 * a manifest; those under the other names that kustomize knows stand in folders of every kind.
 */
export function clustersIn(names: readonly string[]): string[] {
  if (names.includes('Kustomization')) {
    return [];
  }
  return names.flatMap((name) => /^([^/]+)\/Kustomization$/.exec(name)?.[1] ?? []).sort();
}
