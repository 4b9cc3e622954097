import type { Changes } from './changes';
import { claimUser } from './claim-user';
import { type Context, liveClaim } from './context';
import { type Need, needsOf } from '../../kubernetes/pod-needs';
import { changesPods } from './rollout';
import { isMadeElsewhere } from './made-elsewhere';
import { affected, isBuiltIn, isSame, keyOfNeed } from './unmet-needs';
import type { Workload } from './workload';

/** What new pods refer to and no manifest declares: the cluster may have it. */
export interface UndeclaredNeeds {
  /** Where it is told: the first of those that refer to something. */
  readonly workload: Workload;
  readonly path: string;
  /** `Secret default/login`, each once. */
  readonly missing: readonly string[];
  /** Those that refer to it. */
  readonly users: readonly string[];
}

/** All of a plan, in one. */
export function undeclaredNeeds(context: Context, changes: Changes): UndeclaredNeeds | undefined {
  const found = affected(context, changes).flatMap(({ before, after, refused }) => {
    if (after === undefined || refused || after.replicas === 0) return [];
    if (before !== undefined && !changesPods(before, after)) return [];
    const known = before === undefined ? [] : needsOf(before.pod);
    return needsOf(after.pod)
      .filter((need) => !known.some((each) => isSame(each, need)) && isUndeclared(need, after, context))
      .map((need) => ({ workload: after, need }));
  });
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    workload: first.workload,
    path: `${first.workload.podPath}.${first.need.path}`,
    missing: [...new Set(found.map(({ workload, need }) => `${need.kind} ${workload.namespace}/${need.name}`))],
    users: [...new Set(found.map(({ workload }) => workload.label))],
  };
}

function isUndeclared(need: Need, { namespace }: Workload, context: Context): boolean {
  const key = keyOfNeed(need, namespace);
  if (context.after.has(key) || context.before.has(key) || isBuiltIn(need)) return false;
  if (need.kind === 'PersistentVolumeClaim') {
    const claim = { apiVersion: 'v1', kind: need.kind, metadata: { name: need.name, namespace } };
    if (liveClaim(context, namespace, need.name) !== undefined || claimUser(claim, context.after) !== undefined)
      return false;
  }
  return !isMadeElsewhere(need, namespace, context);
}
