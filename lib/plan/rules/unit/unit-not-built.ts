import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNIT_NOT_BUILT: Rule<UnitFact> = {
  code: 'unit-not-built',
  title: 'A unit of the repository changes, and its manifests could not be built here',
  impact: 'data-risk',
  remedy: 'Install the missing tool, or build the unit yourself and plan the result',
  versions: ALL_VERSIONS,
  source: 'plan --repo',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'not-built') return;
    yield {
      ...(fact.applied ? {} : { impact: 'none' as const }),
      path: '',
      message: `The plan does not know what this change does here: ${fact.why}`,
      remedy: fact.isMissing
        ? 'Install what is missing on the machine that runs the plan. Or build both sides yourself, and plan the two results.'
        : 'Build both sides yourself, and plan the two results. Or make the unit smaller.',
    };
  },
};
