/**
 * The file that names all others, so that Argo CD and Flux read the same set, whatever lies beside them. Of the names that
 * kustomize knows, this one alone is no YAML file to `kubectl apply -f FOLDER`, which would take it for a manifest.
 */
export const KUSTOMIZATION = 'Kustomization';

/** `paths` in the order in which they are to be read, relative to the kustomization. */
export function writeKustomization(paths: readonly string[]): string {
  const resources = paths.map((path) => `  - ${path}\n`).join('');
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources}`;
}
