import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { isLeft } from '../../facts/handled';
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
    if (!isLeft(hookBefore)) return;
    yield {
      path: 'metadata.annotations',
      message:
        'The hook becomes an ordinary object. Helm refuses the whole upgrade before it writes anything: the object of the hook exists and has no ownership metadata of the release',
      remedy: [
        say(
          'Delete the object of the hook first: ',
          deleteObject(hookBefore.object),
          '. Or upgrade with --take-ownership.',
        ),
      ],
    };
  },
};
