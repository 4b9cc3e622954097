import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';

const TIMES = {
  before: 'before it applies the other objects',
  with: 'with the other objects',
  after: 'after the other objects',
};

export const HOOK_MADE_ANEW: Rule<HookChange> = {
  code: 'hook-made-anew',
  title: 'A hook is created again',
  impact: 'create',
  remedy: 'Nothing: a hook runs at every upgrade or sync',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source: 'helm pkg/action/hooks.go; gitops-engine/pkg/sync/sync_context.go; run with Helm 3.22 and 4.3',
  *check({ tool, hookBefore, hookAfter }): Iterable<Found> {
    if (hookAfter === undefined || hookAfter.hook.when === 'never') return;
    const { kind } = hookAfter.object;
    yield {
      path: '',
      message:
        hookBefore !== undefined && hookAfter.hook.anew
          ? `${tool} deletes this hook of the last run and creates it again. The ${kind} is never updated, so an immutable field may change`
          : `${tool} creates this hook ${TIMES[hookAfter.hook.when]}`,
    };
  },
};
