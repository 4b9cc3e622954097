import type { ScaledDown } from '../../facts/autoscaler';
import { dataFateOf } from '../../facts/data-fate';
import { claimsOf } from '../../facts/stateful-set-view';
import { retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const AUTOSCALER_DELETES_CLAIMS: Rule<ScaledDown> = {
  code: 'autoscaler-deletes-claims',
  title: 'An autoscaler may scale a StatefulSet down further than before, and claims are deleted with the pods',
  impact: 'data-risk',
  remedy: 'Set whenScaled: Retain in an earlier change, or keep the old minReplicas',
  versions: ALL_VERSIONS,
  source:
    'HorizontalPodAutoscaler and persistentVolumeClaimRetentionPolicy; pkg/controller/podautoscaler/horizontal.go',
  *check({ set, ordinals, from, to, context }): Iterable<Found> {
    const claims = claimsOf(set, ordinals);
    if (claims.length === 0) return;
    yield {
      path: 'spec.minReplicas',
      before: from,
      after: to,
      message: `The autoscaler may now scale StatefulSet ${set.namespace}/${set.name} down from ${from} to ${to}. With whenScaled: Delete, the claims of deleted pods are deleted too: ${listing(claims)} may be deleted, ${dataFateOf(context, set, claims)}`,
      remedy: retainFirst(set, 'Make this change in a later commit'),
    };
  },
};
