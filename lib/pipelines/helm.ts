import type { Tool } from './tool';

/** With `release-namespace` and the label `app.kubernetes.io/managed-by: Helm` the mark of a release. */
export const RELEASE_NAME = 'meta.helm.sh/release-name';
export const RESOURCE_POLICY = 'helm.sh/resource-policy';

/** An upgrade that no longer has the object leaves it. Helm reads this from the live object. */
export const HELM_KEEP = { [RESOURCE_POLICY]: 'keep' } as const;

const AGAIN = {
  client: 'helm upgrade RELEASE CHART',
  server: 'helm upgrade RELEASE CHART --server-side=true',
  replace: 'helm upgrade RELEASE CHART',
};

/** Nothing applies by itself, so there is nothing to pause. */
export const HELM: Tool = { title: 'Helm', apply: 'client', again: AGAIN, resume: AGAIN };
