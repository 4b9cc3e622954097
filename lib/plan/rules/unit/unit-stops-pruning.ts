import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNIT_STOPS_PRUNING: Rule<UnitFact> = {
  code: 'unit-stops-pruning',
  title: 'A unit stops deleting objects that it no longer declares',
  impact: 'none',
  remedy: 'Nothing, if this is intended',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'stops-pruning') return;
    yield {
      path: '',
      message: `${fact.title} no longer prunes. From now on an object that is removed from the repository stays in the cluster`,
    };
  },
};
