import type { PlainObject } from '../plain';
import type { FieldErrors } from './field-error';

const HIGHEST = 1_000_000_000;

/** A PriorityClass: its value and preemption policy stay. */
export function validatePriorityClass(after: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  if (old === undefined) {
    if (typeof after['value'] === 'number' && after['value'] > HIGHEST) {
      errors.forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST}`);
    }
    errors.oneOf('preemptionPolicy', after['preemptionPolicy'], ['PreemptLowerPriority', 'Never']);
    return;
  }
  if (after['value'] !== old['value']) errors.unchangeable('value', 'may not be changed in an update.');
  if (after['preemptionPolicy'] !== old['preemptionPolicy']) {
    errors.immutable('preemptionPolicy', after['preemptionPolicy']);
  }
}
