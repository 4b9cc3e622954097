import { ARGOCD_IGNORE_EXTRANEOUS, ARGOCD_KEEP } from './argocd';
import { FLUX_KEEP } from './flux';
import { HELM_KEEP } from './helm';

/**
 * What keeps an object that leaves git in the cluster: nobody prunes it, nobody deletes it with the app, and Argo CD does not call the
 * app out of sync for it. Argo CD and Flux read these from the live object, so they must stand there one commit before it leaves git.
 */
export const KEPT_WHEN_GONE_FROM_GIT: { readonly [annotation: string]: string } = {
  ...ARGOCD_IGNORE_EXTRANEOUS,
  ...ARGOCD_KEEP,
  ...HELM_KEEP,
  ...FLUX_KEEP,
};
