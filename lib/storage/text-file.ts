import { readFileSync, statSync } from 'node:fs';
import { decodeText } from '../messages/text';
import { UserError } from '../messages/user-error';
import { messageOf } from '../messages/message-of';

/**
 * The text of a file, whatever wrote it.
 *
 * @throws UserError where the file cannot be read
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    // To open a pipe takes as long as nobody writes to it.
    if (statSync(file).isFIFO()) throw new Error('it is a named pipe. Give a regular file');
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${messageOf(error)}`);
  }
  return decodeText(bytes, file);
}
