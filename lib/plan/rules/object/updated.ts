import { formatPath } from '../../../kubernetes/fields/differences';
import { type Lifecycle, isSecretValue } from '../../facts/lifecycle';
import { type PlainDifference, plainDifferences } from '../../plain-differences';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

export const UPDATED: Rule<Lifecycle> = {
  code: 'updated',
  title: 'An object changes',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'the API server',
  *check({ before, after, applied, differences }): Iterable<Found> {
    if (before === undefined || after === undefined) return;
    const found: readonly PlainDifference[] =
      differences?.map((each) => ({ ...each, path: formatPath(each.path) })) ??
      plainDifferences(before, after, applied ?? before);
    for (const { path, before: from, after: to, sameValue } of found) {
      if (isSecretValue(before, path)) yield { path, message: 'The value changes (values of Secrets are not shown)' };
      else {
        yield {
          path,
          ...(sameValue === true ? { impact: 'none' } : {}),
          before: from,
          after: to,
          message: `${shownChange(from, to)}${sameValue === true ? ': the same value in another notation' : ''}`,
        };
      }
    }
  },
};
