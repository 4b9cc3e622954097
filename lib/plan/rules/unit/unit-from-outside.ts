import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const UNIT_FROM_OUTSIDE: Rule<UnitFact> = {
  code: 'unit-from-outside',
  title: 'A unit reads something from outside the repository, which the plan does not see',
  impact: 'none',
  remedy: 'If that matters, render the unit yourself and plan the result',
  versions: ALL_VERSIONS,
  source: 'plan --repo',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'outside') return;
    const [was, is] = [fact.before, fact.after];
    const gone = was.filter((each) => !is.includes(each));
    const come = is.filter((each) => !was.includes(each));
    const changes = gone.length + come.length > 0;
    if (!changes && is.length === 0) return;
    const what = changes
      ? `${gone.length === 0 ? '' : `before: ${listing(gone)}`}${gone.length > 0 && come.length > 0 ? '; ' : ''}${come.length === 0 ? '' : `now: ${listing(come)}`}`
      : listing(is);
    yield {
      path: '',
      message: `The plan judges only what is in this repository. ${changes ? 'This change reads something else from outside it' : 'This is read from outside it'}: ${what}${may(fact.mayMake ?? [])}`,
    };
  },
};

function may(objects: readonly string[]): string {
  if (objects.length === 0) return '';
  return `. ${listing(objects)} ${are(objects, 'are', 'is')} no longer in the repository. What is read from outside may create ${are(objects, 'them', 'it')}, so the plan does not count ${are(objects, 'them', 'it')} as deleted`;
}
