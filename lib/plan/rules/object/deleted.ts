import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const DELETED: Rule<Lifecycle> = {
  code: 'deleted',
  title: 'An object is deleted',
  impact: 'delete',
  remedy: 'Nothing, if this is intended. A pipeline that does not prune keeps the object',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after !== undefined) return;
    yield {
      path: '',
      message: `${String(before.kind)} ${nameOf(before)} is no longer declared: a pipeline that prunes deletes it`,
      remedy: 'Nothing, if this is intended. To keep the object, leave it declared.',
    };
  },
};
