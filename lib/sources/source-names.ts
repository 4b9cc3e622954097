/** Whether a file's name is that of a manifest, as kubectl, Argo CD and Flux see it. */
export function isManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name);
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
