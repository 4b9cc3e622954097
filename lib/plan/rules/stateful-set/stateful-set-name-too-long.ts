import { DNS_LABEL_MAX, STATEFUL_SET_NAME_MAX } from '../../../kubernetes/names';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const STATEFUL_SET_NAME_TOO_LONG: Rule<SetCreated> = {
  code: 'stateful-set-name-too-long',
  title: 'A name that is too long for the revision hash',
  impact: 'create',
  remedy: `Choose a name of at most ${STATEFUL_SET_NAME_MAX} characters`,
  versions: ALL_VERSIONS,
  source: 'kubernetes#64023; measured: 53 characters fail for about 77 % of revisions',
  *check({ set }): Iterable<Found> {
    if (set.name.length <= STATEFUL_SET_NAME_MAX || set.name.length > DNS_LABEL_MAX) return;
    yield {
      path: 'metadata.name',
      after: set.name,
      message: `The API server accepts the StatefulSet, and its claims are created. But with a name of ${set.name.length} characters most revisions get no pods: their label controller-revision-hash would be longer than 63 characters`,
      remedy: `Choose a name of at most ${STATEFUL_SET_NAME_MAX} characters now. A later change is a rename, with new, empty claims.`,
    };
  },
};
