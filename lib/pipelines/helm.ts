import { annotationOf } from './annotations';
import { Command } from './command';
import { handleByHelm } from './helm-hooks';
import { inHelmsOrder } from './helm-order';
import type { Refusal, Tool, Way } from './tool';

/** With `release-namespace` and the label `app.kubernetes.io/managed-by: Helm` the mark of a release. */
export const RELEASE_NAME = 'meta.helm.sh/release-name';
export const RELEASE_NAMESPACE = 'meta.helm.sh/release-namespace';
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
const RESOURCE_POLICY = 'helm.sh/resource-policy';

/** An upgrade that no longer has the object leaves it. Helm reads this from the live object. */
export const HELM_KEEP = { [RESOURCE_POLICY]: 'keep' } as const;

const title = 'Helm';
const upgrade = (...options: readonly string[]): Way => ({
  title,
  commands: [Command.of('helm', ['upgrade', 'RELEASE', 'CHART', ...options])],
});
const AGAIN = { client: upgrade(), server: upgrade('--server-side=true'), replace: upgrade() };

/**
 * Helm 3, and Helm 4 for releases that it updates client-side; with `server` Helm 4 with server-side apply. Run with 3.22 and 4.3.
 * Nothing applies by itself, so there is nothing to pause.
 */
export const HELM: Tool = {
  title,
  apply: 'client',
  // It only warns; under server-side apply the API server refuses the field.
  validates: false,
  notesManifest: false,
  handle: handleByHelm,
  createsNameless: (object) => handleByHelm(object).as === 'hook',
  modeOf: () => undefined,
  // --force and --force-replace are a PUT: what is immutable stays refused.
  forces: () => undefined,
  keeps: (object) =>
    annotationOf(object, RESOURCE_POLICY)?.trim().toLowerCase() === 'keep' ? `${RESOURCE_POLICY}: keep` : undefined,
  convert: (object) => object,
  wrote: ({ manager }) => manager === 'helm',
  // Unless with --force-conflicts. Measured with 4.3.
  forcesConflicts: false,
  overwrite: upgrade('--force-conflicts'),
  uponRefusal: 'deletes-nothing',
  afterRefusal,
  // It looks up the kinds of hooks only as it runs them.
  afterUnserved: (object) =>
    handleByHelm(object).as === 'hook' ? undefined : 'Helm then applies nothing of the release',
  recover:
    'Correct the change before you upgrade. If an upgrade has failed, upgrade again with the correction, or run helm rollback RELEASE. Unlike an upgrade with the old chart, a rollback also deletes what the failed revision created.',
  again: AGAIN,
  resume: AGAIN,
};

/** A refused update does not stop the loop, a refused create does. In both cases nothing is deleted. */
function afterRefusal({ refused, objects }: Refusal): string | undefined {
  const created = inHelmsOrder(refused.filter(({ isNew }) => isNew).map(({ object }) => object))[0];
  const others = objects.length - refused.length;
  const undone = 'Helm does not undo this, and marks the release as failed';
  if (created === undefined) {
    return others === 0
      ? undefined
      : `Helm still applies the other ${others === 1 ? 'object' : `${others} objects`} of the release, and deletes nothing. ${undone}`;
  }
  const order = inHelmsOrder(objects);
  const later = order.slice(order.indexOf(created) + 1).length;
  return `Helm stops at the first create that is refused, ${created.kind} ${created.metadata.name}: objects of earlier kinds are applied, ${later === 0 ? 'no other object is missing' : `the ${later === 1 ? 'one' : String(later)} after it in Helm's order ${later === 1 ? 'is' : 'are'} not`}, and nothing is deleted. ${undone}`;
}
