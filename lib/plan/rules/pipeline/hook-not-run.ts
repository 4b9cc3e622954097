import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';

export const HOOK_NOT_RUN: Rule<HookChange> = {
  code: 'hook-not-run',
  title: 'A hook that an upgrade does not run',
  impact: 'none',
  remedy: 'Nothing',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source: 'helm pkg/action/upgrade.go; gitops-engine/pkg/sync/sync_phase.go',
  *check({ tool, hookAfter }): Iterable<Found> {
    if (hookAfter?.hook.when !== 'never') return;
    yield {
      path: '',
      message: `${tool} does not run this hook when it applies a change: no object is created or updated`,
    };
  },
};
