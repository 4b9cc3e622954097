import { manifestsOf, type ManifestSet } from '../../lib/manifests/read';
import { readSources, type SourceIo } from '../../lib/sources/source';

/** The manifests behind BEFORE or AFTER, as the command reads them. */
export async function readManifests(source: string, io: SourceIo): Promise<ManifestSet> {
  return manifestsOf((await readSources([source], io)).files);
}
