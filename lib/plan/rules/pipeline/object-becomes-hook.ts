import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';

export const OBJECT_BECOMES_HOOK: Rule<HookChange> = {
  code: 'object-becomes-hook',
  title: 'An ordinary object becomes a hook, and is deleted',
  impact: 'delete',
  remedy: 'Give the hook another name',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source: 'run with Helm 3.22 and 4.3; for Argo CD gitops-engine/pkg/sync/reconcile.go',
  *check({ pipeline, before, hookAfter }): Iterable<Found> {
    if (before === undefined || hookAfter === undefined) return;
    const { when } = hookAfter.hook;
    const message =
      pipeline === 'argocd'
        ? 'The object becomes a hook. Argo CD no longer counts it among the objects of the app, so a sync that prunes may delete it, even after the hook has created it'
        : when === 'after'
          ? 'The object becomes a hook. Helm deletes it, because it is no longer part of the release, and creates it again after the upgrade'
          : when === 'before'
            ? 'The object becomes a hook. Helm creates the hook and then deletes it, because the object is no longer part of the release: after the upgrade it does not exist'
            : 'The object becomes a hook that an upgrade does not run. Helm deletes it, because it is no longer part of the release';
    yield {
      path: 'metadata.annotations',
      message,
      remedy: 'Give the hook another name, and remove the object in a separate change.',
    };
  },
};
