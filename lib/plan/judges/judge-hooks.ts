import type { Manifest } from '../../kubernetes/manifest';
import { deepEqual } from '../../kubernetes/plain';
import { create } from '../../kubernetes/server/api-server';
import { TOOLS } from '../../pipelines/tools';
import type { Pipeline } from '../../pipelines/tool';
import type { Context } from '../facts/context';
import { type HandledSide, type HookObject, isAnythingApplied } from '../facts/handled';
import type { HookChange } from '../facts/hook-change';
import { changeOf, findings } from '../findings';
import { HOOK_BLOCKED_RULES, HOOK_RUN_RULES, HOOK_TURN_RULES, REFUSED_RULES, REST_RULES } from '../rules';
import type { Change, Finding } from '../types';
import { judgeHookData } from './judge-hook-data';
import { judgeUnserved } from './judge-unserved';

/** What happens to hooks, and to objects that are or were hooks on one side only, by identity. */
export function judgeHooks(
  sides: { readonly before: HandledSide; readonly after: HandledSide },
  context: Context,
  pipeline: Pipeline,
  deletionOf: (existing: Manifest) => Change | undefined,
): { readonly changes: Map<string, Change>; readonly more: Map<string, readonly Finding[]> } {
  const { before, after } = sides;
  const changes = new Map<string, Change>();
  /** Findings about ordinary objects, beside what is judged of them. */
  const more = new Map<string, readonly Finding[]>();
  const runs = isAnythingApplied(before, after);
  const known = { pipeline, tool: TOOLS[pipeline].title, server: context.apply === 'server' };
  for (const [key, hooks] of after.hooks) {
    const old = before.hooks.get(key) ?? [];
    const ordinary = context.before.get(key);
    if (ordinary !== undefined && !context.after.has(key)) {
      const found = hooks
        .slice(0, 1)
        .flatMap((hookAfter) => findings(HOOK_TURN_RULES, { ...known, before: ordinary, hookAfter }));
      more.set(key, found);
      continue;
    }
    let lost: Change | undefined;
    const found = hooks.flatMap((hookAfter, index) => {
      const hookChange = { ...known, hookAfter, ...pair(old, index) };
      const judged = judgeHook(hookChange, context);
      if (runs && judged.every(({ impact }) => impact !== 'rejected'))
        lost ??= judgeHookData(hookChange, context, deletionOf);
      return judged;
    });
    const [first] = hooks;
    const change =
      first === undefined
        ? undefined
        : changeOf(first.object, [...(lost?.findings ?? []), ...found], lost?.pods, lost?.claims);
    if (change !== undefined) changes.set(key, change);
  }
  for (const [key, hooks] of before.hooks) {
    if (after.hooks.has(key)) continue;
    const now = context.after.get(key);
    const [hookBefore] = hooks;
    if (hookBefore === undefined || context.before.has(key)) continue;
    if (now !== undefined) {
      const found = findings(HOOK_TURN_RULES, { ...known, after: now, hookBefore });
      if (found.length > 0) more.set(key, found);
    } else if (!after.dropped.has(key)) {
      const change = changeOf(hookBefore.object, findings(HOOK_TURN_RULES, { ...known, hookBefore }));
      if (change !== undefined) changes.set(key, change);
    }
  }
  for (const [key, { object, why }] of after.dropped) {
    const was = before.dropped.get(key);
    if (was !== undefined || context.after.has(key) || after.hooks.has(key)) continue;
    const ordinary: Manifest | undefined = context.before.get(key);
    const found = findings(HOOK_TURN_RULES, { ...known, dropped: why, ...(ordinary && { before: ordinary }) });
    if (ordinary !== undefined) more.set(key, found);
    else {
      const change = changeOf(object, found);
      if (change !== undefined) changes.set(key, change);
    }
  }
  return { changes, more };
}

function pair(old: readonly HookObject[], index: number): { readonly hookBefore?: HookObject } {
  const hookBefore = old[index];
  return hookBefore === undefined ? {} : { hookBefore };
}

function judgeHook(change: HookChange & { readonly hookAfter: HookObject }, context: Context): Finding[] {
  const { hookBefore, hookAfter } = change;
  const exists = findings(HOOK_BLOCKED_RULES, change);
  if (exists.length > 0) return exists;
  const same = hookBefore !== undefined && deepEqual(hookBefore.object, hookAfter.object);
  const refused =
    hookAfter.hook.when === 'never'
      ? []
      : [...judgeUnserved(hookAfter.object, hookBefore?.object, context), ...refusedHook(hookAfter, context)];
  if (refused.some(({ impact }) => impact === 'rejected')) return [...refused, ...restOfTheApply(change)];
  if (refused.length > 0 || same) return refused;
  return findings(HOOK_RUN_RULES, change);
}

/** What a refused hook means for the objects that are no hooks. */
function restOfTheApply({ pipeline, tool, hookAfter }: HookChange): Finding[] {
  const when = hookAfter?.hook.when;
  if (when !== 'before' && when !== 'after') return [];
  const others =
    when === 'before'
      ? `${tool} runs this hook first, and then applies no other object of the change`
      : `${tool} runs this hook last: all other objects are applied before it is refused`;
  return findings(REST_RULES, { others, recover: when === 'after' ? TOOLS[pipeline].recover : undefined });
}

function refusedHook({ object }: HookObject, context: Context): Finding[] {
  const answer = create(object, context);
  return answer === undefined || answer.errors.length === 0
    ? []
    : findings(REFUSED_RULES, { errors: answer.errors, object: answer.stored, kubernetes: context.kubernetes });
}
