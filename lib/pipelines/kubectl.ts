import type { Tool } from './tool';

/** Where kubectl's client-side apply, and Argo CD with it, notes what it applied. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const AGAIN = {
  client: 'kubectl apply -f FILES',
  server: 'kubectl apply --server-side -f FILES',
  replace: 'kubectl create -f FILES, as there is nothing to replace',
};

/** Nothing applies by itself, so there is nothing to pause. */
export const KUBECTL: Tool = { title: 'kubectl', apply: 'client', again: AGAIN, resume: AGAIN };
