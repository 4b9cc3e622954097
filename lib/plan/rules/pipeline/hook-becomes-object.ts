import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { HookChange } from '../../facts/hook-change';
import { deleteObject } from '../../remedies/delete-object';
import { say } from '../../remedy';

export const HOOK_BECOMES_OBJECT: Rule<HookChange> = {
  code: 'hook-becomes-object',
  title: 'A hook becomes an ordinary object, and Helm refuses to take it over',
  impact: 'rejected',
  remedy: 'Delete the object of the hook first, or upgrade with --take-ownership',
  versions: `${ALL_VERSIONS}; Helm 3 and 4`,
  source: 'helm pkg/action/validate.go; run with Helm 3.22 and 4.3',
  *check({ pipeline, after, hookBefore }): Iterable<Found> {
    if (pipeline !== 'helm' || after === undefined || hookBefore === undefined) return;
    const { hook, object } = hookBefore;
    if (!hook.stays || (hook.when === 'never' && !hook.onInstall)) return;
    yield {
      path: 'metadata.annotations',
      message:
        'The hook becomes an ordinary object. Helm refuses the whole upgrade before it writes anything: the object of the hook exists and has no ownership metadata of the release',
      remedy: [
        say('Delete the object of the hook first: ', deleteObject(object), '. Or upgrade with --take-ownership.'),
      ],
    };
  },
};
