import { asList, asObject, deepEqual } from '../../../kubernetes/plain';
import { isSecretValue } from '../../facts/lifecycle';
import type { Refused } from '../../facts/refused';
import { immutableRemedy } from '../../remedies/immutable';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { keyedPath } from '../../../kubernetes/validation/keyed-path';
import { narrow } from '../../narrow';
import { shownChange } from '../../shown-change';

export const IMMUTABLE_FIELD: Rule<Refused> = {
  code: 'immutable-field',
  title: 'A field of an object that cannot change',
  impact: 'rejected',
  remedy: 'Revert the change. Or, if nothing is lost, delete the object and let the pipeline create it again',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/{apps,batch,core,networking,node,rbac,scheduling,storage}/validation/validation.go',
  *check({ errors, before, object }): Iterable<Found> {
    for (const error of errors.filter(({ immutable }) => immutable)) {
      const [from, to] = [before, object].map((each) => valueAt(each, error.field));
      const secret = isSecretValue(object, error.field);
      // Some fields are written otherwise by the API server than in the manifest.
      const place = secret ? { field: error.field, from, to } : narrow(error.field, from, to);
      const change = secret || deepEqual(from, to) ? '' : `${shownChange(place.from, place.to)}. `;
      yield {
        path: keyedPath(object, place.field),
        ...(secret ? {} : { before: place.from, after: place.to }),
        message: `${change}The API server refuses it: ${error.field}: ${error.detail}${error.field === 'reclaimPolicy' ? '. Existing volumes keep their own policy in any case' : ''}`,
        remedy:
          before?.['immutable'] === true
            ? 'Give the new content a new name and refer to that.'
            : immutableRemedy(object['kind']),
      };
    }
  },
};

/** The value of a field such as `spec.containers[0].image`. */
function valueAt(object: unknown, field: string): unknown {
  return field
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (value, step) => (/^\d+$/.test(step) ? asList(value)[Number(step)] : asObject(value)[step]),
      object,
    );
}
