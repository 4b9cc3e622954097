import type { Manifest } from '../../kubernetes/manifest';
import { once } from '../../kubernetes/once';
import { asText, at } from '../../kubernetes/plain';
import { type Changes, isRefused } from './changes';
import type { Context, Side } from './context';
import { keyOf, namespaceOf, objectKey } from './identity';
import { ofKind } from './of-kind';
import { type Workload, workloadsOf } from './workload';

/** An autoscaler whose target declares its own number of replicas. */
export interface ScaledTwice {
  readonly autoscaler: Manifest;
  readonly target: Workload;
  /** Whether that was so before. */
  readonly had: boolean;
}

export function* scaledTwice(context: Context, changes: Changes): Iterable<ScaledTwice> {
  for (const [target, autoscaler] of autoscalersOf(context.after)) {
    const key = keyOf(autoscaler);
    const workload = workloadsOf(context.after).get(target);
    if (workload?.replicas === undefined || isRefused(changes.get(key))) continue;
    if (!changes.has(key) && !changes.has(target)) continue;
    const had =
      workloadsOf(context.before).get(target)?.replicas !== undefined && autoscalersOf(context.before).has(target);
    yield { autoscaler, target: workload, had };
  }
}

/** The autoscalers of a side by the key of what they scale. */
export const autoscalersOf = once((side: Side): ReadonlyMap<string, Manifest> => {
  const all = ofKind(side, 'autoscaling/HorizontalPodAutoscaler');
  return new Map(all.map((autoscaler) => [targetOf(autoscaler), autoscaler]));
});

function targetOf(autoscaler: Manifest): string {
  const [kind = '', name = ''] = ['kind', 'name'].map((field) =>
    asText(at(autoscaler, 'spec', 'scaleTargetRef', field)),
  );
  return objectKey(`apps/${kind}`, namespaceOf(autoscaler), name);
}
