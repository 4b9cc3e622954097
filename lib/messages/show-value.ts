import { printable } from './text';

const MAX_LENGTH = 80;

/** A value for a message, whatever it is: in one short line, text in single quotes, the rest as JSON. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'left out';
  const text = typeof value === 'string' ? `'${value}'` : shown(value);
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 3)}...` : text;
  return printable(short).replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? 'an object';
  } catch {
    // It contains itself, as a construct does, or what JSON cannot say, or it lets nobody look into it.
    try {
      return Array.isArray(value) ? 'a list' : `an object of the class ${classOf(value)}`;
    } catch {
      return 'an object';
    }
  }
}

function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}
