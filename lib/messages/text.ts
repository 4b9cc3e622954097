import { UserError } from './user-error';

/**
 * The text in the bytes of a file, whatever wrote it: PowerShell's `>` writes UTF-16 with a byte order mark.
 *
 * @throws UserError with the line where the bytes are no text
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const text = decode(bytes, name);
  const nul = text.indexOf('\0');
  if (nul !== -1) throw notText(name, text.slice(0, nul).split('\n').length, 'a NUL byte');
  return text;
}

/** Whether a text begins as one in UTF-16. */
export function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(evenOf(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(evenOf(bytes));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notText(name, lineOfBrokenBytes(bytes), 'a byte that is not UTF-8');
  }
}

function evenOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length - (bytes.length % 2));
}

/** A line feed is never part of a longer character, so that each line stands for itself. */
function lineOfBrokenBytes(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) return line;
    line += 1;
    start = end + 1;
  }
}

function notText(name: string, line: number, what: string): UserError {
  return new UserError(`${name}, line ${line}: ${what}: this is not text. Give YAML or JSON in UTF-8`);
}

/** Text that a terminal shows as it is: what would move the cursor, or turn the reading order, becomes its code. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    codeOfCharacter,
  );
}

/** `\\u200b` */
export function codeOfCharacter(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
