import type { Manifest } from '../kubernetes/manifest';
import { annotationOf, wordsOf } from './annotations';
import { HELM_HOOK, HOOK_DELETE_POLICY } from './helm-hooks';
import type { Handling, Hook } from './tool';

const HOOK = 'argocd.argoproj.io/hook';
const DELETE_POLICY = 'argocd.argoproj.io/hook-delete-policy';

const PHASES: ReadonlyMap<string, Hook['when']> = new Map(
  Object.entries<Hook['when']>({
    PreSync: 'before',
    Sync: 'with',
    PostSync: 'after',
    SyncFail: 'never',
    PreDelete: 'never',
    PostDelete: 'never',
  }),
);

/** The Helm hooks that Argo CD knows; it has no installs and no upgrades, only syncs. Others are never applied. */
const OF_HELM: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'pre-install': 'PreSync',
    'pre-upgrade': 'PreSync',
    'post-install': 'PostSync',
    'post-upgrade': 'PostSync',
    'pre-delete': 'PreDelete',
    'post-delete': 'PostDelete',
  }),
);

const OF_HELM_POLICY: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'before-hook-creation': 'BeforeHookCreation',
    'hook-succeeded': 'HookSucceeded',
    'hook-failed': 'HookFailed',
  }),
);

const ORDER: readonly Hook['when'][] = ['before', 'with', 'after', 'never'];

/** Source: gitops-engine/pkg/sync/hook and sync/sync_phase.go, Argo CD 3.5; run with that of 3.2. */
export function handleByArgocd(object: Manifest): Handling {
  const [own, helm] = [annotationOf(object, HOOK), annotationOf(object, HELM_HOOK)];
  if (own === undefined && (helm === undefined || wordsOf(helm).includes('crd-install'))) return { as: 'object' };
  const named = wordsOf(own);
  const types = named.filter((type) => PHASES.get(type) !== undefined);
  // Neither applied nor pruned; beside a phase it counts for nothing.
  if (named.includes('Skip') && types.length === 0) return { as: 'left', why: `${HOOK}: Skip` };
  const phases = types.length > 0 ? types : wordsOf(helm).flatMap((type) => OF_HELM.get(type) ?? []);
  if (phases.length === 0) {
    return { as: 'dropped', why: own === undefined ? `${HELM_HOOK}: ${helm ?? ''}` : `${HOOK}: ${own}` };
  }
  const policies = [
    ...wordsOf(annotationOf(object, DELETE_POLICY)),
    ...wordsOf(annotationOf(object, HOOK_DELETE_POLICY)).flatMap((policy) => OF_HELM_POLICY.get(policy) ?? []),
  ];
  const when = ORDER.find((each) => phases.some((phase) => PHASES.get(phase) === each)) ?? 'never';
  return {
    as: 'hook',
    hook: {
      when,
      stays: !policies.includes('HookSucceeded'),
      anew: policies.length === 0 || policies.includes('BeforeHookCreation'),
      onInstall: when !== 'never',
    },
  };
}
