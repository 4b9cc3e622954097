import type { Refused } from '../../facts/refused';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const PATCH_IMPOSSIBLE: Rule<Refused> = {
  code: 'patch-impossible',
  title: 'The manifest cannot be applied at all',
  impact: 'rejected',
  remedy: 'Remove the field that no API type has, or the second list item with the same key',
  versions: ALL_VERSIONS,
  source: 'k8s.io/apimachinery/pkg/util/strategicpatch; sigs.k8s.io/structured-merge-diff',
  *check({ errors }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type === 'Bad request' && each.field === '')) {
      yield {
        path: '',
        message: `The change cannot be sent: ${error.detail}`,
        remedy: 'Remove the field or the list item that it names. The usual cause is a field under the wrong parent.',
      };
    }
  },
};
