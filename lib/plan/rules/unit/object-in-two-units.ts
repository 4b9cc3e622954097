import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const OBJECT_IN_TWO_UNITS: Rule<UnitFact> = {
  code: 'object-in-two-units',
  title: 'Two units of a cluster declare the same object',
  impact: 'update',
  remedy: 'Declare it in only one of them',
  versions: ALL_VERSIONS,
  source: 'Argo CD (SharedResourceWarning); field ownership of Flux',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'twice') return;
    yield {
      ...(fact.isNew ? {} : { impact: 'none' as const }),
      path: '',
      message: `${listing(fact.units)} declare this object. Each applies its own version of it again and again, and if one of them prunes or is removed, it deletes the object for all${fact.isNew ? '' : '. This was so before this change too'}`,
      ...(fact.isNew ? { remedy: 'Declare it in only one of them.' } : {}),
    };
  },
};
