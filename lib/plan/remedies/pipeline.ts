import type { ApplyMode } from '../types';

/** How a pipeline that applies this way applies what is committed. FILES, APP, NAME and SOURCE are the reader's own. */
const AGAIN: Readonly<Record<ApplyMode, string>> = {
  client: 'kubectl apply -f FILES; Argo CD: argocd app sync APP',
  server:
    'kubectl apply --server-side -f FILES; Flux: flux reconcile kustomization NAME --with-source; Argo CD: argocd app sync APP',
  replace: 'kubectl create -f FILES, as there is nothing to replace; Argo CD: argocd app sync APP',
};

const RESUME: Readonly<Record<ApplyMode, string>> = {
  client: 'kubectl apply -f FILES; Argo CD: argocd app sync APP, then the sync policy that it had',
  server:
    'kubectl apply --server-side -f FILES; Flux: flux reconcile source git SOURCE, then flux resume kustomization NAME; Argo CD: argocd app sync APP, then the sync policy that it had',
  replace:
    'kubectl create -f FILES, as there is nothing to replace; Argo CD: argocd app sync APP, then the sync policy that it had',
};

/** The refusal proves that the pipeline has the new revision: what is deleted then comes back new, not as it was. */
export const COMMIT_TO_BE_REFUSED =
  'Commit and push the change (accept the finding with --acknowledge where the plan stops it), and wait until the pipeline tries it: it is refused, as expected';

export function applyAgain(apply: ApplyMode, promise: string): string {
  return `Let the pipeline apply it again (${AGAIN[apply]}): ${promise}`;
}

export const PAUSE =
  'Pause the pipeline, so that it does not bring back what goes now (Argo CD: argocd app set APP --sync-policy none, or in its ApplicationSet; Flux: flux suspend kustomization NAME)';

export function resume(apply: ApplyMode, promise: string): string {
  return `Commit and push the change (accept the finding with --acknowledge where the plan stops it), and let the pipeline go on (${RESUME[apply]}): ${promise}`;
}

/** Restarts the pods of a workload. Flux takes back what kubectl has written, so there it is another manager's. */
export function restart(kind: string, namespace: string, name: string, apply: ApplyMode): string {
  const manager = apply === 'server' ? ' --field-manager=restart' : '';
  return `kubectl rollout restart ${kind.toLowerCase()}/${name} -n ${namespace}${manager}`;
}
