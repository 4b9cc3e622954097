import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { claimsOf, podsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const STATEFUL_SET_CREATED: Rule<SetCreated> = {
  code: 'stateful-set-created',
  title: 'A StatefulSet is created',
  impact: 'create',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset',
  *check({ set }): Iterable<Found> {
    const claims = claimsOf(set);
    yield {
      path: '',
      message: `Creates ${listing(podsOf(set))}${set.replicas === 1 ? '' : set.parallel ? ', all at the same time' : ', one after the other'}${claims.length === 0 ? '' : `, with the claims ${listing(claims)}`}`,
    };
  },
};
