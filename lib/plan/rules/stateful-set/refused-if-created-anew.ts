import { formatFieldError } from '../../../kubernetes/validation/field-error';
import type { Refused } from '../../facts/refused';
import type { Rule } from '../../rule';

/** An object that an older version took, and that its own version would take no more. */
export const REFUSED_IF_CREATED_ANEW: Rule<Pick<Refused, 'errors' | 'kubernetes'>> = {
  code: 'refused-if-created-anew',
  title: 'The API server updates the object, but would not create it',
  impact: 'update',
  remedy:
    'Correct the field: the API server refuses pods and claims made from it, and refuses the object if it is deleted and created again',
  versions: '1.33 on for serviceName; 1.34 on for pod and claim templates',
  source: 'pkg/registry/apps/statefulset/strategy.go, ValidateUpdate',
  *check({ errors, kubernetes }) {
    const [first] = errors;
    if (first === undefined) return;
    yield {
      path: first.field,
      message: `Kubernetes ${kubernetes} refuses to create such an object (${formatFieldError({ ...first, value: undefined })}). It accepts the change only if an older version created the object`,
    };
  },
};
