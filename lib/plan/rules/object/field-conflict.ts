import { keyedPath } from '../../../kubernetes/validation/keyed-path';
import { isSecretValue } from '../../facts/lifecycle';
import type { Refused } from '../../facts/refused';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { OVERWRITE } from '../../remedies/overwrite';

export const FIELD_CONFLICT: Rule<Refused> = {
  code: 'field-conflict',
  title: 'Server-side apply stops at a field that somebody else wrote',
  impact: 'rejected',
  remedy: 'Write the live value into the manifest, leave the field out, or overwrite it once',
  versions: ALL_VERSIONS,
  source: 'kubectl apply --server-side, helm upgrade --server-side; measured',
  *check({ errors, object }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type === 'Conflict')) {
      const path = keyedPath(object, error.field);
      const hidden = isSecretValue(object, path);
      yield {
        path,
        ...(hidden || error.live === undefined ? {} : { before: error.live }),
        ...(hidden || error.value === undefined ? {} : { after: error.value }),
        message: `Somebody else wrote ${error.field}, and AFTER has another value: server-side apply reports a ${error.detail}, and nothing of this object changes`,
        remedy: OVERWRITE,
      };
    }
  },
};
