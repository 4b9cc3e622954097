import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../messages/user-error';
import { readRecord } from './folder/file-record';
import { KUSTOMIZATION } from './kustomization';

export const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Whether a file that an app wrote holds manifests, whatever its name ends with. */
export function holdsManifests(file: string): boolean {
  return ![KUSTOMIZATION, CONSTRUCT_METADATA].includes(path.basename(file));
}

/**
 * Lets nothing without objects come in the place of a folder that has some. What is gone from git, a GitOps tool deletes:
 * to write nothing is rarely meant, and easily said otherwise.
 *
 * @param who what has no objects
 * @param output the output folder
 * @param folder the one below it, '' for itself
 */
export function refuseEmptiness(who: string, output: string, folder = ''): void {
  const hasObjects = (file: string): boolean =>
    holdsManifests(file) && (fs.statSync(path.join(output, file), { throwIfNoEntry: false })?.size ?? 0) > 0;
  const inside = folder === '' ? '' : `${folder}/`;
  if ([...readRecord(output)].some((file) => file.startsWith(inside) && hasObjects(file))) {
    throw new UserError(
      `${who} has no objects, and ${path.join(output, folder)} would become empty. If this is intended, delete that folder.`,
    );
  }
}
