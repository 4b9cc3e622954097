import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asText, at } from '../../kubernetes/plain';
import type { Context } from './context';
import { namespaceOf } from './identity';
import { type Changes, isRefused } from './service-endpoints';
import { type Workload, workloadsOf } from './workload';

/** An autoscaler whose target declares its own number of replicas. */
export interface ScaledTwice {
  readonly autoscaler: Manifest;
  readonly target: Workload;
  /** Whether that was so before. */
  readonly had: boolean;
}

export function* scaledTwice(context: Context, changes: Changes): Iterable<ScaledTwice> {
  for (const [key, autoscaler] of context.after) {
    if (groupKindOf(autoscaler) !== 'autoscaling/HorizontalPodAutoscaler') continue;
    const target = targetOf(autoscaler, workloadsOf(context.after));
    if (target?.replicas === undefined || isRefused(changes.get(key))) continue;
    if (!changes.has(key) && !changes.has(target.key)) continue;
    const old = context.before.get(key);
    const before = old === undefined ? undefined : targetOf(old, workloadsOf(context.before));
    yield { autoscaler, target, had: before?.replicas !== undefined && before.key === target.key };
  }
}

function targetOf(autoscaler: Manifest, workloads: ReadonlyMap<string, Workload>): Workload | undefined {
  const kind = asText(at(autoscaler, 'spec', 'scaleTargetRef', 'kind')) ?? '';
  const name = asText(at(autoscaler, 'spec', 'scaleTargetRef', 'name')) ?? '';
  return workloads.get(`apps/${kind}\u0000${namespaceOf(autoscaler)}\u0000${name}`);
}
