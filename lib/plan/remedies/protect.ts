/** How objects survive a prune by either tool. */
export const PROTECT_CLAIMS =
  'Protect the claim in git one commit before it leaves: annotations argocd.argoproj.io/sync-options: Prune=false,Delete=false and kustomize.toolkit.fluxcd.io/prune: disabled. Both tools read them from the live object, so the same commit is too late.';

export function retainFirst(namespace: string, name: string): string {
  return `First commit persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain} alone, let it be applied, and see that the claims have no owner any more (kubectl get pvc -n ${namespace} -o jsonpath='{.items[*].metadata.ownerReferences}' shows none of ${name}); then make this change in a later commit.`;
}
