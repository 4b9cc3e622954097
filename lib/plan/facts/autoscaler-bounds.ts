import type { Manifest } from '../../kubernetes/manifest';
import { claimName, podName } from '../../kubernetes/naming';
import { asObjects, at, deepEqual, textOf } from '../../kubernetes/plain';
import { autoscalersOf } from './autoscaler';
import { type Changes, isRefused } from './changes';
import { type Context, liveClaim } from './context';
import { keyOf } from './identity';
import { type Workload, workloadsOf } from './workload';

/** An autoscaler with bounds that its target is not within: it adds pods, or deletes them. */
export interface OutOfBounds {
  readonly autoscaler: Manifest;
  readonly target: Workload;
  readonly bound: 'minReplicas' | 'maxReplicas';
  readonly from: number;
  readonly to: number;
  /** Of a StatefulSet, the pods that come or go, in the order in which that happens; else empty. */
  readonly pods: readonly string[];
  /** Claims that are created, or that stay without a pod. */
  readonly claims: readonly string[];
  readonly deletesClaims: boolean;
}

/** Bounds that are new, of targets whose number of pods is known. */
export function* outOfBounds(context: Context, changes: Changes): Iterable<OutOfBounds> {
  for (const [key, autoscaler] of autoscalersOf(context.after)) {
    const target = workloadsOf(context.after).get(key);
    const from = runningOf(key, context);
    if (target === undefined || from === undefined || from === 0) continue;
    if (isRefused(changes.get(keyOf(autoscaler))) || isRefused(changes.get(key))) continue;
    const [now, old] = [autoscaler, autoscalersOf(context.before).get(key)].map(boundsOf);
    if (now === undefined || deepEqual(now, old)) continue;
    const to = Math.min(Math.max(from, now.min), now.max);
    if (to === from) continue;
    const bound = to > from ? 'minReplicas' : 'maxReplicas';
    yield { autoscaler, target, bound, from, to, ...ordinalsOf(target, from, to, context) };
  }
}

/** How many pods there are: live, or as declared where no autoscaler has changed it yet. */
function runningOf(key: string, context: Context): number | undefined {
  const live = at(context.live.get(key), 'spec', 'replicas');
  if (typeof live === 'number') return live;
  if (autoscalersOf(context.before).has(key)) return undefined;
  return workloadsOf(context.before).get(key)?.replicas;
}

function boundsOf(autoscaler: Manifest | undefined): { readonly min: number; readonly max: number } | undefined {
  const [min = 1, max] = ['minReplicas', 'maxReplicas'].map((field) => at(autoscaler, 'spec', field) ?? undefined);
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
}

function ordinalsOf(
  { object, kind, name, namespace }: Workload,
  from: number,
  to: number,
  context: Context,
): Pick<OutOfBounds, 'pods' | 'claims' | 'deletesClaims'> {
  if (kind !== 'StatefulSet') return { pods: [], claims: [], deletesClaims: false };
  const first = at(object, 'spec', 'ordinals', 'start');
  const start = (typeof first === 'number' ? first : 0) + Math.min(from, to);
  const count = Math.min(Math.abs(to - from), MOST_PODS);
  const rising = Array.from({ length: count }, (_, index) => start + index);
  const ordinals = to > from ? rising : rising.reverse();
  const templates = asObjects(at(object, 'spec', 'volumeClaimTemplates')).map((each) =>
    textOf(at(each, 'metadata', 'name')),
  );
  const claims = ordinals.flatMap((ordinal) => templates.map((template) => claimName(template, name, ordinal)));
  return {
    pods: ordinals.map((ordinal) => podName(name, ordinal)),
    claims: to > from ? claims.filter((claim) => liveClaim(context, namespace, claim) === undefined) : claims,
    deletesClaims: at(object, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled') === 'Delete',
  };
}

/** More are no help to a reader. */
const MOST_PODS = 1_000;
