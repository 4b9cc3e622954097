import type { PlainObject } from '../plain';

/** Fills in what the API server fills in, in place, after the fields of the type were read. */
export type Defaults = (value: PlainObject, minor: number) => void;

/** Sets a field that is not there. */
export function fill(value: PlainObject, field: string, fallback: unknown): void {
  value[field] ??= fallback;
}
