import type { Manifest } from '../kubernetes/manifest';
import { asObject, asText } from '../kubernetes/plain';
import { Command } from './command';
import type { Tool, Way } from './tool';

/** `<app>:<group>/<Kind>:<namespace>/<name>`: the mark of Argo CD from 3.0 on. */
export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
/** A key for tracking by label that only Argo CD uses. */
export const TRACKING_LABEL = 'argocd.argoproj.io/instance';
/** What Argo CD up to 2.14 tracks by, and later versions can. Charts set it too, so by itself it proves no owner. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** Nobody prunes the object, nobody deletes it with its app. Argo CD reads both from the live object. */
export const ARGOCD_KEEP = { [SYNC_OPTIONS]: 'Prune=false,Delete=false' } as const;
/** An object that is kept does not make its app out of sync. */
export const ARGOCD_IGNORE_EXTRANEOUS = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } as const;

const title = 'Argo CD';
const sync = [Command.of('argocd', ['app', 'sync', 'APP'])];
const again: Way = { title, commands: sync };
const resume: Way = { title, commands: sync, note: ', then the sync policy that it had' };

export const ARGOCD: Tool = {
  title,
  apply: 'client',
  again: { client: again, server: again, replace: again },
  pause: {
    title,
    commands: [Command.of('argocd', ['app', 'set', 'APP', '--sync-policy', 'none'])],
    note: ', or in its ApplicationSet',
  },
  resume: { client: resume, server: resume, replace: resume },
};

/** The options that stand on an object itself: `Prune=false` of `Prune=false,Delete=false`. */
function syncOptions({ metadata }: Manifest): readonly string[] {
  return (asText(asObject(metadata.annotations)[SYNC_OPTIONS]) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/**
 * Whether Argo CD leaves the object when it is gone from git, or asks first. Of contrary options 2.14 takes any and 3.6 the first, so
 * all must say so.
 */
export function isKeptByArgocd(object: Manifest): boolean {
  const prunes = syncOptions(object).filter((each) => each.startsWith('Prune='));
  return prunes.length > 0 && prunes.every((each) => /^Prune=(false|confirm)$/.test(each));
}
