import { formatFieldError } from '../../../kubernetes/validation/field-error';
import type { Refused } from '../../facts/refused';
import { ALL_VERSIONS, type Rule } from '../../rule';

export const BEFORE_NEVER_APPLIED: Rule<Pick<Refused, 'errors'>> = {
  code: 'before-never-applied',
  title: 'The object in BEFORE could never be applied',
  impact: 'none',
  remedy: 'Nothing: the change repairs it',
  versions: ALL_VERSIONS,
  source: 'the rules for creating an object',
  *check({ errors }) {
    const [first] = errors;
    if (first === undefined) return;
    yield {
      path: first.field,
      message: `The API server never accepted the object as it is in BEFORE (${formatFieldError({ ...first, value: undefined })}), so this counts as a creation`,
    };
  },
};
