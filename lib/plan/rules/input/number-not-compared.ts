import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const NUMBER_NOT_COMPARED: Rule<Doubt> = {
  code: 'number-not-compared',
  title: 'Whole numbers that the plan cannot tell apart',
  impact: 'data-risk',
  remedy: 'Quote the number if its field is text, or choose a number below 2^53',
  versions: ALL_VERSIONS,
  source: 'the API server keeps whole numbers of 64 bits, the plan those below 2^53; measured',
  *check({ about }): Iterable<Found> {
    if (about !== 'number') return;
    yield {
      path: '',
      message:
        'This file changes, and has whole numbers beyond 2^53 (9007199254740992) that differ only in their last digits. The API server tells them apart and the plan does not, so a change may be missing here',
      remedy: 'Quote the number if its field is text. Otherwise choose a smaller number, or compare the file yourself.',
    };
  },
};
