import { type FieldError, formatFieldError } from '../../../kubernetes/validation/field-error';
import { ALL_VERSIONS, type Rule } from '../../rule';

export const NEVER_APPLIED: Rule<{ readonly errors: readonly FieldError[] }> = {
  code: 'before-never-applied',
  title: 'What stands before could never be applied',
  impact: 'none',
  remedy: 'Nothing: the change repairs it',
  versions: ALL_VERSIONS,
  source: 'the rules for creating an object',
  *check({ errors }) {
    const [first] = errors;
    if (first === undefined) return;
    yield {
      path: first.field,
      message: `The API server refuses the object as it was (${formatFieldError({ ...first, value: undefined })}): this change is its creation`,
    };
  },
};

/** An object that an older version took, and that its own version would take no more. */
export const NOT_ANEW: Rule<{ readonly errors: readonly FieldError[]; readonly kubernetes: string }> = {
  code: 'refused-if-created-anew',
  title: 'The API server updates the object, but would not create it',
  impact: 'update',
  remedy:
    'Correct the field: pods and claims that are made from it are refused, and so is the object once it was deleted',
  versions: '1.33 on for serviceName; 1.34 on for pod and claim templates',
  source: 'pkg/registry/apps/statefulset/strategy.go, ValidateUpdate',
  *check({ errors, kubernetes }) {
    const [first] = errors;
    if (first === undefined) return;
    yield {
      path: first.field,
      message: `Kubernetes ${kubernetes} refuses to create such an object (${formatFieldError({ ...first, value: undefined })}) and takes the change only if an older version created it`,
    };
  },
};
