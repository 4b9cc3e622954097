import type { DefaultPriorityTaken } from '../../facts/default-priorities';
import { labelOf, nameOf } from '../../facts/identity';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const DEFAULT_PRIORITY_TAKEN: Rule<DefaultPriorityTaken> = {
  code: 'default-priority-taken',
  title: 'Two PriorityClasses are the default one',
  impact: 'rejected',
  remedy: 'Let only one of them have globalDefault: true',
  versions: ALL_VERSIONS,
  source: 'admission plugin Priority, measured on 1.30 and 1.37: `Only one default can exist`',
  *check({ by }): Iterable<Found> {
    yield {
      path: 'globalDefault',
      after: true,
      message: `The API server rejects this: ${labelOf(by)} is the default one in the same manifests, and only one can be`,
      remedy: `Leave globalDefault out, or first set it to false in ${nameOf(by)}, in an earlier change.`,
    };
  },
};
