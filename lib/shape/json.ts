/** Deeper than any manifest. */
const MAX_DEPTH = 64;

export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJson(value: unknown, within: readonly object[] = []): boolean {
  if (value === null || value === undefined || typeof value === 'boolean') return true;
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || within.includes(value) || within.length > MAX_DEPTH) return false;
  const inside = [...within, value];
  // A list with holes has fewer keys than items.
  if (Array.isArray(value)) {
    return (
      Object.keys(value).length >= value.length && value.every((item) => item !== undefined && isJson(item, inside))
    );
  }
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isWellFormed(key) && isJson(item, inside));
}

const HALF_OF_A_PAIR = /\p{Surrogate}/u;

export function isWellFormed(text: string): boolean {
  return !HALF_OF_A_PAIR.test(text);
}
