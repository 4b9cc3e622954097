import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const CREATED: Rule<Lifecycle> = {
  code: 'created',
  title: 'An object is created',
  impact: 'create',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'the API server',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined && after !== undefined)
      yield { path: '', message: `Creates ${String(after.kind)} ${nameOf(after)}` };
  },
};
