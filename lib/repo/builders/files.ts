import type { SourceFile } from '../../manifests/source-file';
import { isJsonnetName } from '../../sources/source-names';
import type { Files } from '../files';
import type { Built } from './built';

/** A manifest of a unit. What stands in a repository is declared, so it is never taken for a live object. */
export function fileOf(path: string, text: string): SourceFile {
  return { name: path, path, text, named: false, committed: true };
}

/** Manifests that are applied as they stand. */
export async function readManifests(paths: readonly string[], files: Files): Promise<Built> {
  const known = paths.filter((path) => files.has(path));
  const manifests = known.filter((path) => !isJsonnetName(path));
  await files.load(manifests);
  return {
    files: manifests.map((path) => fileOf(path, files.text(path))),
    outside: [],
    unread: known.filter((path) => path.endsWith('.jsonnet')),
  };
}
