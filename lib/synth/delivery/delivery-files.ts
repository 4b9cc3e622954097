/** The folders of the output that hold what brings the others to the clusters, by tool. */
export const DELIVERY_FOLDERS = { argoCd: 'argocd', flux: 'flux' } as const;

/** The cluster that a file brings something to, if it is such a file: `argocd/NAME.k8s.yaml`, `flux/NAME/delivery.k8s.yaml`. */
export function deliveredCluster(file: string): string | undefined {
  const [folder, next = '', ...rest] = file.split('/');
  if (folder === DELIVERY_FOLDERS.flux && rest.length > 0) return next;
  if (folder === DELIVERY_FOLDERS.argoCd && rest.length === 0) return /^(.+)\.k8s\.yaml$/.exec(next)?.[1];
  return undefined;
}
