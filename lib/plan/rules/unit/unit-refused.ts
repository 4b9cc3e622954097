import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNIT_REFUSED: Rule<UnitFact> = {
  code: 'unit-refused',
  title: 'The tool that builds or reads the manifests of a unit refuses them',
  impact: 'rejected',
  remedy: 'Correct what the tool names',
  versions: ALL_VERSIONS,
  source: 'kustomize, Helm, Argo CD and Flux',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'refused') return;
    const { why, before, applied } = fact;
    if (before || !applied) {
      yield { impact: 'none', path: '', message: `${why}${before ? '. This was so before this change too' : ''}` };
      return;
    }
    yield {
      path: '',
      message: `${why}. So nothing of this unit is applied, and its existing objects do not change`,
      remedy: 'Correct it in this change.',
    };
  },
};
