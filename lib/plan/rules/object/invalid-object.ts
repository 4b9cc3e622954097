import { isSecretValue } from '../../facts/lifecycle';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import type { Refused } from '../../facts/refused';
import { keyedPath } from '../../../kubernetes/validation/keyed-path';
import { CORRECT_FIELD } from '../../remedies/correct-field';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const INVALID_OBJECT: Rule<Refused> = {
  code: 'invalid-object',
  title: 'The API server refuses the object as invalid',
  impact: 'rejected',
  remedy: 'Correct the field',
  versions: `${ALL_VERSIONS}; pod and claim templates from 1.34 on`,
  source: 'pkg/apis/{apps,core}/validation/validation.go',
  *check({ errors, object }): Iterable<Found> {
    for (const error of errors.filter(({ type }) => type !== 'Bad request' && type !== 'Conflict')) {
      const path = keyedPath(object, error.field);
      const shown = isSecretValue(object, path) ? { ...error, value: undefined } : error;
      yield {
        path,
        ...(shown.value === undefined ? {} : { after: shown.value }),
        message: `The API server refuses it: ${formatFieldError(shown)}`,
        remedy: CORRECT_FIELD,
      };
    }
  },
};
