import { Command } from './command';
import type { Tool, Way } from './tool';

/** With `release-namespace` and the label `app.kubernetes.io/managed-by: Helm` the mark of a release. */
export const RELEASE_NAME = 'meta.helm.sh/release-name';
const RESOURCE_POLICY = 'helm.sh/resource-policy';

/** An upgrade that no longer has the object leaves it. Helm reads this from the live object. */
export const HELM_KEEP = { [RESOURCE_POLICY]: 'keep' } as const;

const title = 'Helm';
const upgrade = (...options: readonly string[]): Way => ({
  title,
  commands: [Command.of('helm', ['upgrade', 'RELEASE', 'CHART', ...options])],
});
const AGAIN = { client: upgrade(), server: upgrade('--server-side=true'), replace: upgrade() };

/** Nothing applies by itself, so there is nothing to pause. */
export const HELM: Tool = { title, apply: 'client', again: AGAIN, resume: AGAIN };
