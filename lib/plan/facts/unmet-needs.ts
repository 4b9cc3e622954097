import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject } from '../../kubernetes/plain';
import { type Context, isPruned } from './context';
import { groupKindOfKey, objectKey } from './identity';
import { isMadeElsewhere } from './made-elsewhere';
import { type Need, type NeededKind, needsOf } from '../../kubernetes/pod-needs';
import { changesPods, type Rollout } from './rollout';
import { rolloutFor } from './rollouts';
import { type Changes, prunes } from './changes';
import { type Workload, workloadsOf } from './workload';

/** Something that pods of a workload need to start and do not find once the change is applied. */
export interface UnmetNeed {
  readonly workload: Workload;
  readonly need: Need;
  /** Whether the object is deleted; otherwise it is there without the key. */
  readonly deleted: boolean;
  /** Whether the object had it before: the change takes it away. Otherwise the reference is new. */
  readonly had: boolean;
  /** Whether pods of the workload restart, or are created, with this change. */
  readonly rolls: boolean;
}

/** Keys of a ConfigMap or Secret that a change removes while pods need them. */
export interface KeysRemoved {
  readonly kind: string;
  readonly name: string;
  readonly needs: readonly UnmetNeed[];
}

/** Group and kind of what a pod can need. */
const GROUP_KINDS: Readonly<Record<NeededKind, string>> = {
  ConfigMap: '/ConfigMap',
  PersistentVolumeClaim: '/PersistentVolumeClaim',
  PriorityClass: 'scheduling.k8s.io/PriorityClass',
  RuntimeClass: 'node.k8s.io/RuntimeClass',
  Secret: '/Secret',
  ServiceAccount: '/ServiceAccount',
};

const CLUSTER_SCOPED: ReadonlySet<NeededKind> = new Set(['PriorityClass', 'RuntimeClass']);

/** The key of the object that a pod in a namespace means. */
export function keyOfNeed({ kind, name }: Need, namespace: string): string {
  return objectKey(GROUP_KINDS[kind], CLUSTER_SCOPED.has(kind) ? '' : namespace, name);
}

/** By the key of the object that is missing or incomplete. */
export function unmetNeeds(context: Context, changes: Changes): ReadonlyMap<string, readonly UnmetNeed[]> {
  const found = new Map<string, UnmetNeed[]>();
  const deletes = prunes(changes, context);
  for (const rollout of affected(context, changes)) {
    const seen = new Set<string>();
    for (const template of rollout.atEnd) {
      if (template.replicas === 0) continue;
      for (const need of needsOf(template.pod).filter((each) => isNeededAgain(each, template, rollout))) {
        const unmet = judge(need, template, rollout, context);
        const key = keyOfNeed(need, template.namespace);
        if (unmet === undefined || (unmet.deleted && !deletes) || seen.has(`${key} ${need.key ?? ''}`)) continue;
        seen.add(`${key} ${need.key ?? ''}`);
        addTo(found, key, unmet);
      }
    }
  }
  return found;
}

/** Nobody makes a bare pod or the pods of a Job again: later on, only variables are read once more, where a container restarts. */
function isNeededAgain({ path }: Need, { kind }: Workload, { before }: Rollout): boolean {
  if (before === undefined || (kind !== 'Pod' && kind !== 'Job')) return true;
  return kind === 'Pod' && /\.env(From$|\[)/.test(path);
}

function judge(need: Need, template: Workload, rollout: Rollout, context: Context): UnmetNeed | undefined {
  const key = keyOfNeed(need, template.namespace);
  const [old, now] = [context.before.get(key), context.after.get(key)];
  const deleted = now === undefined;
  if (deleted && (old === undefined || isBuiltIn(need) || isMadeElsewhere(need, template.namespace, context))) {
    return undefined;
  }
  // What the pipeline leaves behind is still there.
  if (deleted && old !== undefined && (!isPruned(old) || context.tool?.keeps(old) !== undefined)) return undefined;
  if (now !== undefined && (need.key === undefined || mayHold(now, need.key))) return undefined;
  const { before, after } = rollout;
  const isNew = before === undefined || !needsOf(before.pod).some((each) => isSame(each, need));
  const had = old !== undefined && (need.key === undefined || mayHold(old, need.key));
  // It was as broken before: the change takes nothing away.
  if (!had && !isNew) return undefined;
  const rolls = before === undefined || (after !== undefined && !rollout.refused && changesPods(before, after));
  return { workload: template, need, deleted, had, rolls };
}

export function isSame(left: Need, right: Need): boolean {
  return left.kind === right.kind && left.name === right.name && left.key === right.key;
}

/** Those that every namespace or cluster has by itself. */
export function isBuiltIn({ kind, name }: Need): boolean {
  return (kind === 'ServiceAccount' && name === 'default') || (kind === 'PriorityClass' && name.startsWith('system-'));
}

/** Whether a declared ConfigMap or Secret may have a key. Of one without any content somebody else fills it in. */
function mayHold(object: Manifest, key: string): boolean {
  if (groupKindOf(object) !== '/ConfigMap' && groupKindOf(object) !== '/Secret') return true;
  const all = ['data', 'binaryData', 'stringData'].map((field) => asObject(object[field]));
  return all.every((each) => Object.keys(each).length === 0) || all.some((each) => Object.hasOwn(each, key));
}

/** Workloads that change, and those that need something that changes. */
export function affected(context: Context, changes: Changes): readonly Rollout[] {
  const kinds = new Set(Object.values(GROUP_KINDS));
  const touched = new Set([...changes.keys()].filter((key) => kinds.has(groupKindOfKey(key))));
  return [...workloadsOf(context.after)].flatMap(([key, workload]) => {
    const own = changes.get(key);
    const concerned =
      own !== undefined ||
      (touched.size > 0 && needsOf(workload.pod).some((need) => touched.has(keyOfNeed(need, workload.namespace))));
    return concerned ? (rolloutFor(key, context, changes) ?? []) : [];
  });
}
