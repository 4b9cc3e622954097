import { Readable } from 'node:stream';
import type { ManifestSet } from '../../lib/manifests/read';
import { readManifests } from '../support/read-manifests';

/** The manifests of a text, as if it came on standard input. */
export function fromText(text: string): Promise<ManifestSet> {
  return readManifests('-', { cwd: '/', stdin: Readable.from([text]) });
}

/** The message of the error that reading the text ends with. */
export async function errorOf(text: string): Promise<string> {
  try {
    await fromText(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}
