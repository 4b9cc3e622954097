import type { MergedList } from '../../facts/merged-lists';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const DUPLICATE_MERGED: Rule<MergedList> = {
  code: 'duplicate-merged',
  title: 'Client-side apply stores other variables or ports than declared, because one is declared twice',
  impact: 'update',
  remedy: 'Declare each variable and each container port once',
  versions: ALL_VERSIONS,
  source: 'strategic merge patch: env is merged by name, ports by containerPort; measured; kubernetes#58477',
  *check({ path, what, keys, declared, stored }): Iterable<Found> {
    yield {
      path,
      message: `The ${what} ${listing(keys)} ${are(keys, 'are', 'is')} declared twice, in BEFORE or in AFTER. Client-side apply merges by ${what === 'variable' ? 'name' : 'number'}: of ${declared} declared ${stored === 0 ? 'none is' : `${stored} ${stored === 1 ? 'is' : 'are'}`} in the pods afterwards, and nothing reports an error`,
      remedy: `Declare ${listing(keys)} once, apply, and check with kubectl get -o yaml. If ${are(keys, 'they are', 'it is')} missing, apply again.`,
    };
  },
};
