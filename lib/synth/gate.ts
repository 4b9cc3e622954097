import * as fs from 'node:fs';
import * as path from 'node:path';
import { inspect } from 'node:util';
import type { Manifest } from '../kubernetes/manifest';
import { manifestsOf } from '../manifests/read';
import { UserError } from '../messages/user-error';
import { readText } from '../storage/text-file';
import { holdsManifests } from './emptiness';
import { readRecord } from './folder/file-record';
import type { Replacement } from './folder/replace-folder';
import { KUSTOMIZATION } from './kustomization';
import { finalOutput } from './program-arguments';
import type { SynthProgram } from './synth-program';

/**
 * Shows each folder that changes to `beforeReplace`. A cluster that is gone is a folder that becomes empty. Below
 * `stateful-web-app synth` what changes is not known yet, and each folder is shown.
 */
export function showGate(
  { folders, outdir, shard, beforeReplace }: SynthProgram,
  { created, changed, removed }: Replacement,
  root: string,
  after: ReadonlyMap<string, readonly Manifest[]>,
): void {
  if (beforeReplace === undefined) {
    return;
  }
  const inTheEnd = finalOutput();
  const record = new Set([...readRecord(inTheEnd ?? root)].filter((file) => shard?.leaves(file) !== true));
  const clusters = new Set(folders.map(({ name }) => name));
  const folderOf = (file: string): string => {
    const [folder = '', ...rest] = file.split('/');
    // The charts of the program itself may have folders too.
    return rest.length > 0 && (clusters.has(folder) || record.has(`${folder}/${KUSTOMIZATION}`)) ? folder : '';
  };
  const before = new Map<string, string[]>();
  for (const file of record) {
    const files = before.get(folderOf(file)) ?? [];
    before.set(folderOf(file), files);
    files.push(file);
  }
  const touched = [...created, ...changed, ...removed, ...(inTheEnd === undefined ? [] : record)];
  for (const folder of new Set(touched.map(folderOf))) {
    const written = (before.get(folder) ?? []).flatMap((file) => readManifests(path.join(inTheEnd ?? root, file)));
    const answer: unknown = beforeReplace(written, after.get(folder) ?? [], path.join(inTheEnd ?? outdir, folder));
    if (answer !== undefined) {
      // A promise that is rejected is told here, not once more by Node.
      Promise.resolve(answer).catch(() => undefined);
      throw new UserError(
        `What looks at the change returned ${answer instanceof Promise ? 'a promise' : inspect(answer)}, so nothing is replaced. It must ` +
          'return nothing, or throw to stop. Async functions do not work here: their promise comes too late.',
      );
    }
  }
}

/** As kubectl reads them, and so the plan: a gate must not judge another reading of the file than what was applied. */
function readManifests(file: string): readonly Manifest[] {
  if (!holdsManifests(file) || !fs.existsSync(file)) {
    return [];
  }
  const written = { name: file, path: file, text: readText(file), named: false };
  return manifestsOf([written]).objects.map(({ manifest }) => manifest);
}
