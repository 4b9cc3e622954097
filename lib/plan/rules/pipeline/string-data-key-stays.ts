import { groupKindOf } from '../../../kubernetes/object-kind';
import { asObject } from '../../../kubernetes/plain';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** Flux has made `data` of it before this is asked. */
export const STRING_DATA_KEY_STAYS: Rule<Lifecycle> = {
  code: 'string-data-key-stays',
  title: 'A key that is removed from stringData stays in the Secret',
  impact: 'none',
  remedy: 'Write the Secret with data, or delete the key by hand',
  versions: `${ALL_VERSIONS}; kubectl apply in both ways, Argo CD, Helm 3 and 4`,
  source: 'run with kubectl 1.30 and 1.37, Helm 3.22 and 4.3',
  *check({ before, after, replaced }): Iterable<Found> {
    if (before === undefined || after === undefined || replaced === true || groupKindOf(after) !== '/Secret') return;
    const kept = new Set(Object.keys({ ...asObject(after['data']), ...asObject(after['stringData']) }));
    for (const key of Object.keys(asObject(before['stringData'])).filter((each) => !kept.has(each))) {
      yield {
        path: `stringData.${key}`,
        message:
          'The key is no longer in stringData, but it stays in the Secret: the API server copied it into data, and kubectl, Argo CD and Helm do not delete it there. Only Flux does',
        remedy:
          'If the key must be removed, delete it from the live Secret. Or write the Secret with data from now on, and delete the key once by hand.',
      };
    }
  },
};
