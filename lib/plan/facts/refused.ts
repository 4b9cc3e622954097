import type { PlainObject } from '../../kubernetes/plain';
import type { FieldError } from '../../kubernetes/validation/field-error';

/** Complaints of the API server about an object as a whole, on create or update. */
export interface Refused {
  readonly errors: readonly FieldError[];
  /** The object the complaints are about, to name list items by their names. */
  readonly object: PlainObject;
  /** The object that stands there, where there is one. */
  readonly before?: PlainObject;
  readonly kubernetes: string;
}
