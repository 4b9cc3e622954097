import type { Manifest } from '../../kubernetes/manifest';
import { asList, asObject, asObjects, asText, at } from '../../kubernetes/plain';
import { autoscalersOf } from './autoscaler';
import { type Changes, isRefused } from './changes';
import { type Context, liveClaim, type Side } from './context';
import { objectKey } from './identity';
import { changesPods } from './rollout';
import { type Workload, workloadsOf } from './workload';

/** A claim for one node or one pod that more pods than that may want at the same time. */
export interface SharedClaim {
  readonly workload: Workload;
  readonly claim: string;
  /** Place of the volume below the pod's `spec`. */
  readonly path: string;
  /** One pod alone, not one node. */
  readonly onePod: boolean;
  /** Pods want it at once because there are several, or because old and new ones overlap while they roll. */
  readonly because: 'replicas' | 'rollout';
  readonly replicas: number | undefined;
}

/** Claims of workloads that change, each once. */
export function* sharedClaims(context: Context, changes: Changes): Iterable<SharedClaim> {
  for (const [key, workload] of workloadsOf(context.after)) {
    const before = workloadsOf(context.before).get(key);
    if (!changes.has(key) || isRefused(changes.get(key)) || !DECIDES.has(workload.kind) || workload.replicas === 0)
      continue;
    const replicas = replicasOf(workload, context.after);
    for (const volume of asObjects(workload.pod['volumes'])) {
      const claim = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
      const modes = claim === undefined ? undefined : modesOf(claim, workload, context);
      if (claim === undefined || modes === undefined) continue;
      const base = {
        workload,
        claim,
        path: `volumes[${asText(volume['name']) ?? ''}]`,
        onePod: modes === 'pod',
        replicas,
      };
      const many = (replicas ?? 1) > 1;
      const had = before !== undefined && mounts(before, claim);
      if (many && !(had && (replicasOf(before, context.before) ?? 1) > 1)) yield { ...base, because: 'replicas' };
      else if (!many && had && overlaps(workload) && changesPods(before, workload))
        yield { ...base, because: 'rollout' };
    }
  }
}

/** Kinds whose pods all name the same claim. */
const DECIDES: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

function replicasOf(workload: Workload, side: Side): number | undefined {
  const autoscaler = autoscalersOf(side).get(workload.key);
  if (autoscaler === undefined) return workload.replicas;
  const least = at(autoscaler, 'spec', 'minReplicas');
  return typeof least === 'number' ? least : 1;
}

function mounts({ pod }: Workload, claim: string): boolean {
  return asObjects(pod['volumes']).some((volume) => at(volume, 'persistentVolumeClaim', 'claimName') === claim);
}

/** Whether a new pod starts while an old one is there: a Deployment does that unless it recreates, or may be without one. */
function overlaps({ object, kind }: Workload): boolean {
  if (kind !== 'Deployment') return false;
  const strategy = asObject(at(object, 'spec', 'strategy'));
  if (strategy['type'] === 'Recreate') return false;
  const rolling = asObject(strategy['rollingUpdate']);
  const [surge, unavailable] = [rolling['maxSurge'], rolling['maxUnavailable']];
  // Of one replica 25 % unavailable is none, and 25 % more is one. Without surge the old pod goes first.
  return (
    !(surge === 0 || surge === '0%') && !(typeof unavailable === 'number' && unavailable >= 1) && unavailable !== '100%'
  );
}

/** Whom all its access modes serve; undefined if they serve several nodes, or are not known. */
function modesOf(claim: string, { namespace }: Workload, context: Context): 'node' | 'pod' | undefined {
  const declared: Manifest | undefined = context.after.get(objectKey('/PersistentVolumeClaim', namespace, claim));
  const modes = asList(at(declared ?? liveClaim(context, namespace, claim), 'spec', 'accessModes'));
  if (modes.length === 0 || modes.some((mode) => mode !== 'ReadWriteOnce' && mode !== 'ReadWriteOncePod'))
    return undefined;
  return modes.every((mode) => mode === 'ReadWriteOncePod') ? 'pod' : 'node';
}
