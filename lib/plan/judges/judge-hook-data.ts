import type { Manifest } from '../../kubernetes/manifest';
import type { Context } from '../facts/context';
import { isLeft } from '../facts/handled';
import type { HookChange } from '../facts/hook-change';
import { lostWithHook, unprotected } from '../facts/hook-data';
import { changeOf, findings } from '../findings';
import { HOOK_DATA_RULES } from '../rules';
import type { Change } from '../types';

/** What is lost with the object of the last run of a hook, if the tool deletes that before the hook runs again. */
export function judgeHookData(
  { tool, hookBefore, hookAfter }: HookChange,
  context: Context,
  deletionOf: (existing: Manifest) => Change | undefined,
): Change | undefined {
  if (hookBefore === undefined || hookAfter?.hook.anew !== true || hookAfter.hook.when === 'never') return undefined;
  if (!isLeft(hookBefore)) return undefined;
  const object = unprotected(hookBefore.object);
  const deletion = deletionOf(object);
  const lost = lostWithHook(object, deletion?.findings ?? [], context);
  return lost === undefined
    ? undefined
    : changeOf(object, findings(HOOK_DATA_RULES, { tool, object, lost }), deletion?.pods, deletion?.claims);
}
