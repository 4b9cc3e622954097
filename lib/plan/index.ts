import type { Manifest } from '../kubernetes/manifest';
import { deepEqual, isPlainObject } from '../kubernetes/plain';
import { type Context, contextOf, isPruned, sideOf } from './facts/context';
import { existingClaim } from './facts/existing-claims';
import { changeOf } from './findings';
import { keyOf } from './facts/identity';
import { worstImpact } from './impact';
import { judgeClaimDelete, judgeClaimUpdate } from './judges/judge-claim';
import { consequences } from './judges/consequences';
import { judgeOtherDelete, judgeOtherUpdate } from './judges/judge-other';
import { judgeCreate, judgeServiceDelete, judgeServiceUpdate } from './judges/judge-service';
import { judgeSetCreate, judgeSetDelete, judgeSetRename } from './judges/judge-stateful-set';
import { judgeSetUpdate } from './judges/judge-stateful-set-update';
import { findRenames } from './facts/renames';
import type { Change, Plan, PlanOptions } from './types';

export * from './types';
export { remedyText } from './remedy';

/**
 * What the API server and the controllers will do with a change, to which pods and claims, and what to do instead. Pure: it
 * reads nothing else, and changes nothing. It never throws on what a parser gives; what is no Kubernetes object is left out.
 *
 * Of two objects with one identity on a side the last one counts, as for the tools that apply them.
 */
export function plan(before: readonly Manifest[], after: readonly Manifest[], options: PlanOptions = {}): Plan {
  const context = contextOf(sideOf(before.filter(isObject)), sideOf(after.filter(isObject)), options);
  const changes = judgeAll(context);
  return {
    kubernetes: context.kubernetes,
    impact: worstImpact(changes.map((change) => change.impact)),
    changes,
  };
}

function isObject(value: unknown): value is Manifest {
  return (
    isPlainObject(value) &&
    typeof value['kind'] === 'string' &&
    typeof value['apiVersion'] === 'string' &&
    isPlainObject(value['metadata'])
  );
}

function judgeAll(context: Context): Change[] {
  const { before, after } = context;
  const gone = [...before.values()].filter((object) => !after.has(keyOf(object)) && isPruned(object));
  const come = [...after.values()].filter((object) => !before.has(keyOf(object)));
  const renames = findRenames(gone.filter(isStatefulSet), come.filter(isStatefulSet));
  const renamed = new Map([...renames].map(([from, to]) => [to, from]));
  const changes = new Map<string, Change>();
  const add = (object: Manifest, change: Change | undefined): void => {
    if (change !== undefined) changes.set(keyOf(object), change);
  };
  for (const [key, object] of after) {
    const old = before.get(key) ?? (isClaim(object) ? existingClaim(object, context) : undefined);
    const source = renamed.get(object);
    if (source !== undefined) add(object, judgeSetRename(source, object, context));
    else if (old === undefined)
      add(object, isStatefulSet(object) ? judgeSetCreate(object, context) : judgeCreate(object, context));
    else if (!deepEqual(old, object)) add(object, judgeUpdate(old, object, context));
  }
  for (const object of gone) {
    if (!renames.has(object)) add(object, judgeDelete(object, context));
  }
  for (const { object, findings } of consequences(context, changes)) {
    const old = changes.get(keyOf(object));
    add(object, changeOf(object, [...findings, ...(old?.findings ?? [])], old?.pods, old?.claims));
  }
  return [...changes].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, change]) => change);
}

function isClaim(object: Manifest): boolean {
  return object.apiVersion === 'v1' && object.kind === 'PersistentVolumeClaim';
}

function isStatefulSet(object: Manifest): boolean {
  return object.apiVersion === 'apps/v1' && object.kind === 'StatefulSet';
}

function judgeUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  if (before.apiVersion === after.apiVersion) {
    switch (`${after.apiVersion}/${after.kind}`) {
      case 'apps/v1/StatefulSet':
        return judgeSetUpdate(before, after, context);
      case 'v1/Service':
        return judgeServiceUpdate(before, after, context);
      case 'v1/PersistentVolumeClaim':
        return judgeClaimUpdate(before, after, context);
      default:
    }
  }
  return judgeOtherUpdate(before, after, context);
}

function judgeDelete(before: Manifest, context: Context): Change | undefined {
  switch (`${before.apiVersion}/${before.kind}`) {
    case 'apps/v1/StatefulSet':
      return judgeSetDelete(before, context);
    case 'v1/Service':
      return judgeServiceDelete(before, context);
    case 'v1/PersistentVolumeClaim':
      return judgeClaimDelete(before, context);
    default:
      return judgeOtherDelete(before, context);
  }
}
