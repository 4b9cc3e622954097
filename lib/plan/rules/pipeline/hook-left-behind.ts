import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';
import { deleteObject } from '../../remedies/delete-object';
import { say } from '../../remedy';

export const HOOK_LEFT_BEHIND: Rule<HookChange> = {
  code: 'hook-left-behind',
  title: 'A hook is no longer declared, and the object of its last run is kept',
  impact: 'none',
  remedy: 'Delete it by hand if nobody needs it',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source: 'helm pkg/action/uninstall.go: hooks are no part of the release; run with Helm 3.22 and 4.3',
  *check({ tool, hookBefore, hookAfter, after, dropped }): Iterable<Found> {
    if (hookBefore === undefined || hookAfter !== undefined || after !== undefined || dropped !== undefined) return;
    const { object, hook } = hookBefore;
    if (hook.when === 'never' || !hook.stays) return;
    yield {
      path: '',
      message: `This hook is no longer declared. ${tool} does not delete the object of its last run`,
      remedy: [say('If nobody needs it: ', deleteObject(object), '.')],
    };
  },
};
