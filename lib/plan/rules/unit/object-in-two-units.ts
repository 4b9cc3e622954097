import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const OBJECT_IN_TWO_UNITS: Rule<UnitFact> = {
  code: 'object-in-two-units',
  title: 'Two units of a cluster declare the same object',
  impact: 'update',
  remedy: 'Declare it in one of them',
  versions: ALL_VERSIONS,
  source: 'Argo CD (SharedResourceWarning); field ownership of Flux',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'twice') return;
    yield {
      ...(fact.isNew ? {} : { impact: 'none' as const }),
      path: '',
      message: `${listing(fact.units)} declare this object. Each applies its own version of it again and again, and the one that prunes or is removed deletes it for all${fact.isNew ? '' : '. It was so before this change'}`,
      ...(fact.isNew ? { remedy: 'Declare it in one of them.' } : {}),
    };
  },
};
