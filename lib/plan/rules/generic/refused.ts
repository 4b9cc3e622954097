import type { FieldError } from '../../../kubernetes/validation/field-error';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { at, type PlainObject } from '../../../kubernetes/plain';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { keyedPath } from '../../keyed-path';
import { show } from '../../show';

/** Complaints of the API server about an object as a whole, on create or update. */
export interface Refused {
  readonly errors: readonly FieldError[];
  /** The object the complaints are about, to name list items by their names. */
  readonly object: PlainObject;
  /** The object that stands there, where there is one. */
  readonly before?: PlainObject;
  readonly kubernetes: string;
}

const FIX = 'Correct the field: nothing of the object is applied until the API server takes all of it.';

export const WRONG_TYPE: Rule<Refused> = {
  code: 'wrong-type',
  title: 'A value has the wrong type, or is not a quantity',
  impact: 'rejected',
  remedy: 'Write the value in the right type; text such as "8080" needs its quotes, numbers must not have them',
  versions: ALL_VERSIONS,
  source: 'decoding of the API types',
  *check({ errors }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type === 'Bad request' && each.field !== '')) {
      yield {
        path: error.field,
        after: error.value,
        message: `The API server cannot read it: ${error.detail}`,
        remedy: FIX,
      };
    }
  },
};

export const PATCH_IMPOSSIBLE: Rule<Refused> = {
  code: 'patch-impossible',
  title: 'The manifest cannot be applied at all',
  impact: 'rejected',
  remedy: 'Remove the field that no API type has, or the second list item with the same key',
  versions: ALL_VERSIONS,
  source: 'k8s.io/apimachinery/pkg/util/strategicpatch; sigs.k8s.io/structured-merge-diff',
  *check({ errors }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type === 'Bad request' && each.field === '')) {
      yield {
        path: '',
        message: `The change cannot be sent: ${error.detail}`,
        remedy: 'Remove the field or the list item that it names; a field under the wrong parent is the usual cause.',
      };
    }
  },
};

export const IMMUTABLE_FIELD: Rule<Refused> = {
  code: 'immutable-field',
  title: 'A field of an object that cannot change',
  impact: 'rejected',
  remedy: 'Take the change back, or declare a new object under another name',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/{apps,batch,core,rbac,scheduling,storage}/validation/validation.go',
  *check({ errors, before, object }): Iterable<Found> {
    for (const error of errors.filter(isImmutable)) {
      const [from, to] = [before, object].map((each) => at(each, ...error.field.split('.')));
      yield {
        path: error.field,
        before: from,
        after: to,
        message: `${show(from)} → ${show(to)}. The API server refuses it: ${error.field}: ${error.detail}${error.field === 'reclaimPolicy' ? '. Volumes that are there keep their own policy in any case' : ''}`,
        remedy: error.detail.includes('`immutable` is set')
          ? 'Give the new content a new name and refer to that.'
          : 'Take the change back, or declare a new object under another name and let the users of the old one move over.',
      };
    }
  },
};

/** Whether the API server refuses a value only because it was another one before. */
export function isImmutable({ detail }: FieldError): boolean {
  return /immutable|^updates? (to|from) |^update is forbidden|may not be changed in an update|cannot change roleRef/.test(
    detail,
  );
}

export const INVALID: Rule<Refused> = {
  code: 'invalid-object',
  title: 'The API server refuses the object as invalid',
  impact: 'rejected',
  remedy: 'Correct the field',
  versions: `${ALL_VERSIONS}; pod and claim templates from 1.34 on`,
  source: 'pkg/apis/{apps,core}/validation/validation.go',
  *check({ errors, object }): Iterable<Found> {
    for (const error of errors.filter((each) => each.type !== 'Bad request')) {
      yield {
        path: keyedPath(object, error.field),
        ...(error.value === undefined ? {} : { after: error.value }),
        message: `The API server refuses it: ${formatFieldError(error)}`,
        remedy: FIX,
      };
    }
  },
};

export const REFUSED_RULES: readonly Rule<Refused>[] = [WRONG_TYPE, PATCH_IMPOSSIBLE, INVALID];
