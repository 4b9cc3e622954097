import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const DELETED: Rule<Lifecycle> = {
  code: 'deleted',
  title: 'An object is deleted',
  impact: 'delete',
  remedy: 'Nothing, if it is meant. A pipeline without prune leaves the object where it is',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after !== undefined) return;
    yield {
      path: '',
      message: `${String(before.kind)} ${nameOf(before)} is no longer declared: a pipeline that prunes deletes it`,
      remedy: 'Nothing, if it is meant. To keep it, leave it declared.',
    };
  },
};
