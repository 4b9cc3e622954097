import { isUtf8 } from 'node:buffer';
import { UserError } from './user-error';

/**
 * The text in the bytes of a file, whatever wrote it: PowerShell's `>` writes UTF-16 with a byte order mark.
 *
 * @throws UserError with the line where the bytes are no text
 */
export function decodeText(bytes: Buffer, name: string): string {
  const text = decode(bytes);
  const nul = text.indexOf('\0');
  if (nul !== -1) throw notText(name, text, nul, 'a NUL byte');
  const wrong = isUtf16(bytes) || isUtf8(bytes) ? -1 : replaced(text, bytes);
  if (wrong !== -1) throw notText(name, text, wrong, 'a byte that is not UTF-8');
  return text;
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function decode(bytes: Buffer): string {
  if (!isUtf16(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return (bytes[0] === 0xff ? even : Buffer.from(even).swap16()).toString('utf16le');
}

/** Where the decoder put U+FFFD in the place of bytes; one that stands in the file itself is text. */
function replaced(text: string, bytes: Buffer): number {
  const mark = bytes.subarray(0, 3).toString('latin1') === '\u00ef\u00bb\u00bf' ? 3 : 0;
  let at = text.indexOf('\uFFFD');
  while (at !== -1) {
    const offset = mark + Buffer.byteLength(text.slice(0, at));
    if (bytes.subarray(offset, offset + 3).toString('latin1') !== '\u00ef\u00bf\u00bd') return at;
    at = text.indexOf('\uFFFD', at + 1);
  }
  return 0;
}

function notText(name: string, text: string, at: number, what: string): UserError {
  const line = text.slice(0, at).split('\n').length;
  return new UserError(`${name}, line ${line}: ${what}: this is no text. Give YAML or JSON, in UTF-8`);
}

/** Text that a terminal shows as it is: what would move the cursor, or turn the reading order, becomes its code. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
