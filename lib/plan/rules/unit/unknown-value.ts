import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNKNOWN_VALUE: Rule<UnitFact> = {
  code: 'unknown-value',
  title: 'A value is a variable that nothing in this repository fills in',
  impact: 'none',
  remedy: 'Compare the value in the cluster with the one in the repository',
  versions: ALL_VERSIONS,
  source: 'postBuild of Flux Kustomizations',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'unknown') return;
    const { path, variable, value } = fact;
    yield {
      path,
      message: `Nothing in this repository says what \`${variable}\` is. The plan assumes that it is ${value}, as on the other side of the change`,
      remedy: `Check that \`${variable}\` is ${value} where the unit is applied.`,
    };
  },
};
