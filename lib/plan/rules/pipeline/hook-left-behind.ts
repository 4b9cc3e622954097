import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';
import { deleteObject } from '../../remedies/delete-object';
import { say } from '../../remedy';

export const HOOK_LEFT_BEHIND: Rule<HookChange> = {
  code: 'hook-left-behind',
  title: 'The object of a hook that is no longer declared stays',
  impact: 'none',
  remedy: 'Delete it by hand if it must go',
  versions: `${ALL_VERSIONS}; Helm 3 and 4, Argo CD`,
  source: 'helm pkg/action/uninstall.go: hooks are no part of the release; run with Helm 3.22 and 4.3',
  *check({ tool, hookBefore, hookAfter, after, dropped }): Iterable<Found> {
    if (hookBefore === undefined || hookAfter !== undefined || after !== undefined || dropped !== undefined) return;
    const { object, hook } = hookBefore;
    if (hook.when === 'never' || !hook.stays) return;
    yield {
      path: '',
      message: `This hook is no longer declared. ${tool} does not delete the object of its last run`,
      remedy: [say('If it must go: ', deleteObject(object), '.')],
    };
  },
};
