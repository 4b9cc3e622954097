import { at } from '../../../kubernetes/plain';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { handReplicasOver } from '../../remedies/hand-over';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

function declaredReplicas(change: StatefulSetChange): readonly [before: unknown, after: unknown] {
  return [at(change.manifestBefore, 'spec', 'replicas'), at(change.manifestAfter, 'spec', 'replicas')];
}

function replicasRemoved(change: StatefulSetChange): boolean {
  const [before, after] = declaredReplicas(change);
  return (before ?? undefined) !== undefined && (after ?? undefined) === undefined;
}

/** `replicas` left out: the API server fills in 1. */
export const REPLICAS_REMOVED: Rule<StatefulSetChange> = {
  code: 'replicas-removed',
  title: 'Leaving replicas out scales to 1',
  impact: 'update',
  remedy: 'Keep replicas until an autoscaler owns the field',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/v1/defaults.go; measured with apply and PUT',
  *check(change): Iterable<Found> {
    if (!replicasRemoved(change) || change.before.replicas === change.after.replicas) return;
    yield {
      path: 'spec.replicas',
      before: change.before.replicas,
      message: `replicas is removed, and the API server fills in ${change.after.replicas}: ${change.before.replicas} → ${change.after.replicas} replicas`,
      remedy: handReplicasOver(change.before, change.context.apply),
    };
  },
};
