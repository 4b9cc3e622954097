import { readFileSync } from 'node:fs';
import { UserError } from '../user-error';

/**
 * The text of a file, whatever wrote it: PowerShell's `>` writes UTF-16 with a byte order mark.
 *
 * @throws UserError where the file cannot be read
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return bytes.toString('utf16le').slice(1);
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
