import { GIVEN, reported } from './given';

/** A value in a message: short, quoted where it is text, `nothing` where there is none. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const known = reported(value);
  if (known === GIVEN) return GIVEN;
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(known) ?? 'nothing');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** `web-2, web-1 and web-0`; a long list is cut. */
export function listing(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : [...names];
  const last = shown.pop();
  return shown.length === 0 ? (last ?? 'none') : `${shown.join(', ')} and ${last ?? ''}`;
}

/** The word that goes with so many names: `are(claims, 'stay', 'stays')`. */
export function are(names: readonly unknown[], many: string, one: string): string {
  return names.length === 1 ? one : many;
}
