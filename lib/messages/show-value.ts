/** A value from a file, for a message: as JSON, in one short line, whatever it is. */
export function showValue(value: unknown): string {
  if (value === undefined) {
    return 'left out';
  }
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    // It contains itself, by an alias.
    text = String(value);
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
