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
  const [old, now] = [from as Record<string, unknown>, to as Record<string, unknown>];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const different = names.filter((name) => !deepEqual(old[name], now[name]));
  const [only] = different;
  if (only === undefined || different.length > 1) return { field, from, to };
  return narrow(lists ? `${field}[${only}]` : `${field}.${only}`, old[only], now[only]);
}
