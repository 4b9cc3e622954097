import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';

export const HOOK_ALREADY_EXISTS: Rule<HookChange> = {
  code: 'hook-already-exists',
  title: 'A hook cannot be created, because the object of its last run still exists',
  impact: 'rejected',
  remedy: 'Add before-hook-creation to the delete policy',
  versions: `${ALL_VERSIONS}; Helm 3`,
  source: 'helm pkg/action/hooks.go; run with Helm 3.22; Helm 4.3 applies over it',
  *check({ pipeline, server, hookBefore, hookAfter }): Iterable<Found> {
    if (pipeline !== 'helm' || server || hookBefore === undefined || hookAfter === undefined) return;
    if (hookAfter.hook.when === 'never' || hookAfter.hook.anew || !hookBefore.hook.stays || !hookBefore.hook.onInstall)
      return;
    const isDefinition = hookAfter.object.kind === 'CustomResourceDefinition';
    yield {
      path: 'metadata.annotations',
      message: `Helm 3 cannot create this hook: the object of its last run still exists, and ${isDefinition ? 'Helm never deletes the CustomResourceDefinition of a hook' : 'its delete policy does not delete it first'}. Helm 4 updates the existing object`,
      remedy: isDefinition
        ? 'Move the definition to the folder crds/ of the chart, or remove the hook annotation and upgrade once with --take-ownership.'
        : 'Add before-hook-creation to helm.sh/hook-delete-policy.',
    };
  },
};
