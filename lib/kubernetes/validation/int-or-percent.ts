import type { FieldErrors } from './field-error';

const PERCENT_TEXT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', or '93%', regex used for validation is '[0-9]+%')";

/** A number of pods, or a share of them. */
export function validateIntOrPercent(value: unknown, field: string, errors: FieldErrors): void {
  if (value === undefined) return;
  if (typeof value === 'string' && !/^\d+%$/.test(value)) errors.invalid(field, value, PERCENT_TEXT);
  else errors.nonNegative(field, value);
}

export function validateAtMostAll(value: unknown, field: string, errors: FieldErrors): void {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null;
  if (percent !== null && Number(percent[1]) > 100) errors.invalid(field, value, 'must not be greater than 100%');
}

/** Whether it means no pod at all. */
export function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}
