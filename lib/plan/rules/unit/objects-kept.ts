import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const OBJECTS_KEPT: Rule<UnitFact> = {
  code: 'objects-kept',
  title: 'Objects that a unit no longer declares, and that nothing deletes',
  impact: 'none',
  remedy: 'Delete them by hand once nobody needs them',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'kept') return;
    yield {
      path: '',
      message: `No longer declared, and kept, because ${fact.why}: ${listing(fact.objects)}. Nothing in this repository manages them any more`,
    };
  },
};
