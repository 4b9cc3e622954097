import { isSecretValue } from '../../facts/lifecycle';
import type { Refused } from '../../facts/refused';
import { CORRECT_FIELD } from '../../remedies/correct-field';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const WRONG_TYPE: Rule<Refused> = {
  code: 'wrong-type',
  title: 'A value has the wrong type, or is not a quantity',
  impact: 'rejected',
  remedy: 'Write the value in the right type: text such as "8080" needs quotes, and a number must not have them',
  versions: ALL_VERSIONS,
  source: 'decoding of the API types',
  *check({ errors, object }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type === 'Bad request' && each.field !== '')) {
      yield {
        path: error.field,
        ...(isSecretValue(object, error.field) ? {} : { after: error.value }),
        message: `The API server cannot read it: ${error.detail}`,
        remedy: CORRECT_FIELD,
      };
    }
  },
};
