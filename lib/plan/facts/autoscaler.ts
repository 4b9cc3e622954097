import type { Manifest } from '../../kubernetes/manifest';
import { once } from '../../kubernetes/once';
import { asText, at } from '../../kubernetes/plain';
import { create } from '../../kubernetes/server/api-server';
import { type Changes, isRefused } from './changes';
import type { Context, Side } from './context';
import { keyOf, namespaceOf, objectKey } from './identity';
import { ofKind } from './of-kind';
import { ordinalsOf, type StatefulSetView, viewOf } from './stateful-set-view';
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

/** A StatefulSet that an autoscaler may give fewer pods than anybody could before, and whose claims go with them. */
export interface ScaledDown {
  readonly autoscaler: Manifest;
  readonly set: StatefulSetView;
  /** Those that may go now. */
  readonly ordinals: readonly number[];
  /** The fewest pods that it had before, and may have now. */
  readonly from: number;
  readonly to: number;
  readonly context: Context;
}

export function* scaledDown(context: Context, changes: Changes): Iterable<ScaledDown> {
  const old = autoscalersOf(context.before);
  for (const [target, autoscaler] of autoscalersOf(context.after)) {
    const [was, is] = [context.before, context.after].map((side) => setOf(side.get(target), context));
    if (was === undefined || is?.whenScaled !== 'Delete' || isRefused(changes.get(keyOf(autoscaler)))) continue;
    const from = fewestOf(old.get(target)) ?? was.replicas;
    const to = fewestOf(autoscaler) ?? from;
    const set = { ...was, replicas: from };
    // What the manifest takes away itself is told there.
    const stays = ordinalsOf(
      is.replicasKnown ? { ...is, replicas: Math.min(from, is.replicas) } : { ...is, replicas: from },
    );
    const kept = new Set(ordinalsOf({ ...is, replicas: to }));
    const ordinals = stays.filter((ordinal) => !kept.has(ordinal));
    if (ordinals.length > 0) yield { autoscaler, set, ordinals, from, to, context };
  }
}

function setOf(manifest: Manifest | undefined, context: Context): StatefulSetView | undefined {
  if (manifest?.kind !== 'StatefulSet') return undefined;
  const stored = create(manifest, context)?.stored;
  return stored === undefined ? undefined : viewOf(stored, manifest);
}

/** How far an autoscaler may scale down. */
function fewestOf(autoscaler: Manifest | undefined): number | undefined {
  if (autoscaler === undefined) return undefined;
  const [least, most] = ['minReplicas', 'maxReplicas'].map((field) => at(autoscaler, 'spec', field));
  return Math.min(typeof least === 'number' ? least : 1, typeof most === 'number' ? most : Infinity);
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
