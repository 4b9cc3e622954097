import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const LIVE_NOT_ALLOWED: Rule<Doubt> = {
  code: 'live-not-allowed',
  title: 'Live objects that AFTER has, and that may not be read',
  impact: 'data-risk',
  remedy: 'Ask for the right to get and list them',
  versions: ALL_VERSIONS,
  source: 'the API server answers Forbidden; measured',
  *check({ about, what, unchanged }): Iterable<Found> {
    if (about !== 'not-allowed') return;
    yield {
      // Of what has neither pods nor data the worst is a surprise in its content.
      ...(unchanged ? { impact: 'none' as const } : {}),
      path: '',
      message: `The API server does not let you read ${what}. AFTER has such objects: the plan assumes that they are already as in AFTER, and cannot see what changes in them`,
      remedy: 'Ask for the right to get and list them, or compare with what was applied: plan BEFORE AFTER.',
    };
  },
};
