import type { Manifest } from '../kubernetes/manifest';
import { groupOf } from '../kubernetes/object-kind';
import { annotationOf, wordsOf } from './annotations';
import { Command } from './command';
import { handleByArgocd } from './argocd-hooks';
import { HOOK_WEIGHT } from './helm-hooks';
import { KUBECTL_CLIENT } from './kubectl';
import type { Tool, Way } from './tool';

/** `<app>:<group>/<Kind>:<namespace>/<name>`: the mark of Argo CD from 3.0 on. */
export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
/** Tells several Argo CDs on one cluster apart. */
export const INSTALLATION_ID = 'argocd.argoproj.io/installation-id';
/** A key for tracking by label that only Argo CD uses. */
export const TRACKING_LABEL = 'argocd.argoproj.io/instance';
/** What Argo CD up to 2.14 tracks by, and later versions can. Charts set it too, so by itself it proves no owner. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** Nobody prunes the object, nobody deletes it with its app. Argo CD reads both from the live object. */
export const ARGOCD_KEEP = { [SYNC_OPTIONS]: 'Prune=false,Delete=false' } as const;
/** An object that is kept does not make its app out of sync. */
export const ARGOCD_IGNORE_EXTRANEOUS = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } as const;

/** The options that stand on an object itself: `Prune=false` of `Prune=false,Delete=false`. */
function syncOptions(object: Manifest): readonly string[] {
  return wordsOf(annotationOf(object, SYNC_OPTIONS));
}

/**
 * Whether Argo CD leaves the object when it is gone from git. Of contrary options 2.14 takes any and 3.6 the first, so all must say so.
 */
export function isKeptByArgocd(object: Manifest): boolean {
  const prunes = pruneOptions(object);
  return prunes.length > 0 && prunes.every((each) => each === 'Prune=false');
}

function pruneOptions(object: Manifest): readonly string[] {
  return syncOptions(object).filter((each) => each.startsWith('Prune='));
}

const BINDINGS: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding']);
const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const title = 'Argo CD';
const sync = [Command.of('argocd', ['app', 'sync', 'APP'])];
const again: Way = { title, commands: sync };
const resume: Way = { title, commands: sync, note: ', then the sync policy that it had' };

/** As run with gitops-engine of Argo CD 2.14, 3.5 and 3.6. */
export const ARGOCD: Tool = {
  title,
  apply: 'client',
  // It asks for strict validation only of servers before 1.25, which do not validate themselves.
  validates: false,
  notesManifest: true,
  handle: handleByArgocd,
  createsNameless: (object) => handleByArgocd(object).as === 'hook',
  modeOf(object) {
    const options = syncOptions(object);
    if (options.includes('Replace=true')) return 'replace';
    if (options.includes('ServerSideApply=true')) return 'server';
    return options.includes('ServerSideApply=false') ? 'client' : undefined;
  },
  forces(object, apply) {
    if (syncOptions(object).includes('Force=true')) return `because of \`${SYNC_OPTIONS}: Force=true\``;
    // kubectl auth reconcile, which it runs before the apply: gitops-engine/pkg/utils/kube/resource_ops.go.
    return apply === 'client' && BINDINGS.has(object.kind) && groupOf(object) === 'rbac.authorization.k8s.io'
      ? 'because it reconciles bindings whose role changes'
      : undefined;
  },
  recreates(object) {
    const options = syncOptions(object);
    return options.includes('Replace=true') && options.includes('Force=true')
      ? `because of \`${SYNC_OPTIONS}: Replace=true,Force=true\``
      : undefined;
  },
  refuses(object, apply) {
    return apply === 'server' && syncOptions(object).includes('Force=true')
      ? '--force cannot be used with --server-side'
      : undefined;
  },
  keeps: (object) => (isKeptByArgocd(object) ? `${SYNC_OPTIONS}: ${syncOptions(object).join(',')}` : undefined),
  // sync_context.go, runTasks: what is to be pruned comes first in its wave, and the sync waits there.
  asksToDelete: (object) =>
    !isKeptByArgocd(object) && pruneOptions(object).includes('Prune=confirm')
      ? { why: `${SYNC_OPTIONS}: Prune=confirm`, confirm: Command.of('argocd', ['app', 'confirm-deletion', 'APP']) }
      : undefined,
  convert: (object) => object,
  wrote: ({ manager }) => manager === 'argocd-controller' || manager === KUBECTL_CLIENT,
  forcesConflicts: true,
  uponRefusal: 'goes-on',
  afterRefusal({ refused, objects }) {
    const wave = Math.min(...refused.map(({ object }) => waveOf(object)));
    const later = objects.filter((object) => waveOf(object) > wave).length;
    return later === 0
      ? undefined
      : `Argo CD still applies the rest of wave ${wave}, but none of the ${later} objects of later waves`;
  },
  afterUnserved: (object) =>
    syncOptions(object).includes('SkipDryRunOnMissingResource=true')
      ? undefined
      : 'Argo CD looks up every kind before a sync, and then applies nothing of the application',
  again: { client: again, server: again, replace: again },
  pause: {
    title,
    commands: [Command.of('argocd', ['app', 'set', 'APP', '--sync-policy', 'none'])],
    note: ', or in its ApplicationSet',
  },
  resume: { client: resume, server: resume, replace: resume },
};

function waveOf(object: Manifest): number {
  const wave = Number(annotationOf(object, SYNC_WAVE) ?? annotationOf(object, HOOK_WEIGHT) ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}
