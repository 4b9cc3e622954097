import type { Manifest } from '../../kubernetes/manifest';
import type { Hook, Tool } from '../../pipelines/tool';
import { deepEqual } from '../../kubernetes/plain';
import { keyOf } from './identity';

export interface HookObject {
  readonly object: Manifest;
  readonly hook: Hook;
}

/** An object that the tool does not treat as the others, and what says so in it. */
export interface SetAside {
  readonly object: Manifest;
  readonly why: string;
  readonly once?: boolean;
}

/** One side of a change, sorted by what the pipeline does with its objects. */
export interface HandledSide {
  readonly objects: readonly Manifest[];
  /** By identity: several hooks may have one name, as each phase makes its own. */
  readonly hooks: ReadonlyMap<string, readonly HookObject[]>;
  /** Never applied. */
  readonly dropped: ReadonlyMap<string, SetAside>;
  /** Not updated, though they are in `objects`; unless `once`, not created and not pruned either. */
  readonly left: ReadonlyMap<string, SetAside>;
}

export function handledBy(tool: Tool | undefined, manifests: readonly Manifest[]): HandledSide {
  if (tool === undefined) return { objects: manifests, hooks: new Map(), dropped: new Map(), left: new Map() };
  const objects: Manifest[] = [];
  const hooks = new Map<string, HookObject[]>();
  const dropped = new Map<string, SetAside>();
  const left = new Map<string, SetAside>();
  for (const manifest of manifests) {
    const handling = tool.handle(manifest);
    const object = tool.convert(manifest);
    const key = keyOf(manifest);
    if (handling.as === 'hook') hooks.set(key, [...(hooks.get(key) ?? []), { object, hook: handling.hook }]);
    else if (handling.as === 'dropped') dropped.set(key, { object, why: handling.why });
    else {
      objects.push(object);
      if (handling.as !== 'object') left.set(key, { object, why: handling.why, once: handling.as === 'created-once' });
    }
  }
  return { objects, hooks, dropped, left };
}

/** Whether the object of a hook of BEFORE exists: the hook has run, and nothing deleted it after that. */
export function isLeft({ hook }: HookObject): boolean {
  return hook.stays && (hook.when !== 'never' || hook.onInstall);
}

/** Whether there is anything to apply, so that hooks run and objects are created anew that do not change. */
export function isAnythingApplied(before: HandledSide, after: HandledSide): boolean {
  const [old, now] = [before, after].map(({ objects, hooks }) => [
    ...objects,
    ...[...hooks.values()].flat().map(({ object }) => object),
  ]) as [Manifest[], Manifest[]];
  return old.length !== now.length || old.some((object, index) => !deepEqual(object, now[index]));
}
