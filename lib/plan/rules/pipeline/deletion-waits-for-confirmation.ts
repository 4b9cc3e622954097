import type { AskedDeletion } from '../../facts/asked-deletion';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const DELETION_WAITS_FOR_CONFIRMATION: Rule<AskedDeletion> = {
  code: 'deletion-waits-for-confirmation',
  title: 'The pipeline asks before it deletes the object, and waits',
  impact: 'delete',
  remedy: 'Confirm the deletion, or keep the object declared',
  versions: ALL_VERSIONS,
  source: 'argo-cd 2.14 to 3.5, gitops-engine/pkg/sync/sync_context.go; run with the engine of 3.2',
  *check({ tool, why, confirm }): Iterable<Found> {
    yield {
      path: '',
      message: `${tool} deletes it only after somebody confirms that, because of \`${why}\`. Until then the sync does not end: no object of the same sync wave or a later one is applied`,
      remedy: [say('If it is to be deleted: ', confirm, '. If not, keep it declared: the sync then goes on.')],
    };
  },
};
