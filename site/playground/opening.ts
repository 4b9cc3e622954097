import { NEWEST_KUBERNETES } from '../../lib/kubernetes/versions';
import type { Question } from './engine';
import { type Example, EXAMPLES } from './examples';
import type { Shared } from './fragment';

/** What an example sets in the page. */
export function sharedOf({ before, after, pipeline }: Example): Shared {
  return { before, after, pipeline, kubernetes: NEWEST_KUBERNETES, namespace: '' };
}

export function questionOf({ before, after, ...options }: Shared): Question {
  return { before: [{ name: 'BEFORE', text: before }], after: [{ name: 'AFTER', text: after }], ...options };
}

/** What the page opens with. Its answer is made when the site is built: the report is there before the engine is. */
export const OPENING: Question = questionOf(sharedOf(EXAMPLES[0]));
