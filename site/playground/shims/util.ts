/** For messages about values that are no text. */
export function inspect(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
}
export const isDeepStrictEqual = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
export default { inspect, isDeepStrictEqual };
