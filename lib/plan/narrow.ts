import { deepEqual, isPlainObject } from '../kubernetes/plain';

/** Two values that differ, and the place of both. */
export interface Narrowed {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** The one place in two values that differs, as long as there is only one: a template of which the image changed is its image. */
export function narrow(field: string, from: unknown, to: unknown): Narrowed {
  const both = isPlainObject(from) && isPlainObject(to);
  const lists = Array.isArray(from) && Array.isArray(to) && from.length === to.length;
  if (!both && !lists) return { field, from, to };
  const entries = (value: unknown): Map<string, unknown> => new Map(Object.entries(value as object));
  const [old, now] = [entries(from), entries(to)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const different = names.filter((name) => !deepEqual(old.get(name), now.get(name)));
  const [only] = different;
  if (only === undefined || different.length > 1) return { field, from, to };
  return narrow(lists ? `${field}[${only}]` : `${field}.${only}`, old.get(only), now.get(only));
}
