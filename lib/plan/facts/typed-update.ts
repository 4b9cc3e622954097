import type { Difference } from '../../kubernetes/fields/differences';

/** An accepted update of an object whose fields are known, but not judged one by one. */
export interface TypedUpdate {
  readonly kind: string;
  readonly differences: readonly Difference[];
}
