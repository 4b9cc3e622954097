import type { RestOfTheApply } from '../../facts/rest-of-the-apply';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const REST_OF_THE_APPLY: Rule<RestOfTheApply> = {
  code: 'rest-of-the-apply',
  title: 'What a refused object means for the other objects',
  impact: 'rejected',
  remedy: 'Correct what is refused',
  versions: `${ALL_VERSIONS}; Helm, Argo CD, Flux`,
  source: 'helm pkg/kube/client.go; gitops-engine/pkg/sync/sync_context.go; fluxcd/pkg ssa',
  *check({ others, recover }): Iterable<Found> {
    if (others !== undefined) yield { path: '', message: others, ...(recover !== undefined && { remedy: recover }) };
  },
};
