/**
 * What keeps an object that leaves git in the cluster: nobody prunes it, nobody deletes it with the app, and Argo CD does not call the
 * app out of sync for it. Argo CD and Flux read these from the live object, so they must stand there one commit before it leaves git.
 */
export const KEPT_WHEN_GONE_FROM_GIT: { readonly [annotation: string]: string } = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
