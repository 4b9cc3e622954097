import { at } from '../../../kubernetes/plain';
import { autoscalersOf } from '../../facts/autoscaler';
import { keyOf, nameOf } from '../../facts/identity';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { handReplicasOver } from '../../remedies/hand-over';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** The update of a StatefulSet, or of a Deployment. */
type Scaling = Pick<StatefulSetChange, 'after' | 'before' | 'context' | 'manifestAfter' | 'manifestBefore'>;

function replicasRemoved({ manifestBefore, manifestAfter }: Scaling): boolean {
  const [before, after] = [manifestBefore, manifestAfter].map(
    (manifest) => at(manifest, 'spec', 'replicas') ?? undefined,
  );
  return before !== undefined && after === undefined;
}

/** `replicas` left out: the API server fills in 1. */
export const REPLICAS_REMOVED: Rule<Scaling> = {
  code: 'replicas-removed',
  title: 'Leaving replicas out scales to 1',
  impact: 'update',
  remedy: 'Keep replicas until an autoscaler owns the field',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/v1/defaults.go; measured with apply and PUT',
  *check(change): Iterable<Found> {
    const { before, after, context, manifestAfter } = change;
    if (!replicasRemoved(change) || before.replicas === after.replicas) return;
    const autoscaler = autoscalersOf(context.after).get(keyOf(manifestAfter));
    const until =
      autoscaler === undefined ? '' : `, until HorizontalPodAutoscaler ${nameOf(autoscaler)} scales it again`;
    const kind = manifestAfter.kind === 'Deployment' ? 'Deployment' : 'StatefulSet';
    yield {
      path: 'spec.replicas',
      before: before.replicas,
      message: `replicas is removed, and the API server fills in ${after.replicas}: ${before.replicas} → ${after.replicas} replicas${until}`,
      remedy: handReplicasOver(kind, before, context.apply),
    };
  },
};
