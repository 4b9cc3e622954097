import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../messages/user-error';
import { isInside } from './folder/contained';

/**
 * The file that names all others, so that Argo CD and Flux read the same set, whatever lies beside them. Of the names that
 * kustomize knows, this one alone is no YAML file to `kubectl apply -f FOLDER`, which would take it for a manifest.
 */
export const KUSTOMIZATION = 'Kustomization';

/** `paths` in the order in which they are to be read, relative to the kustomization. */
export function writeKustomization(paths: readonly string[]): string {
  const resources = paths.map((file) => `  - ${file}\n`).join('');
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources}`;
}

/** The paths that such a file names; undefined where there is none, or somebody else wrote it. */
export function readKustomization(file: string): string[] | undefined {
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = fs.readFileSync(file, 'utf8');
  const paths = [...text.matchAll(/^ {2}- (.+)$/gm)].flatMap(([, name]) => name ?? []).filter(isInside);
  return writeKustomization(paths) === text ? paths : undefined;
}

/**
 * Kustomize, and with it Argo CD and Flux, refuses a folder that has files under two of its names.
 *
 * @param folder as it is told
 * @param names the other files in it
 */
export function refuseSecondKustomization(folder: string, names: readonly string[]): void {
  const second = names.find((name) => name === 'kustomization.yaml' || name === 'kustomization.yml');
  if (second !== undefined) {
    throw new UserError(
      `${folder} has a ${second} beside the ${KUSTOMIZATION} that synth writes. kustomize, Argo CD and Flux refuse a folder that ` +
        `has both. Delete or move ${second}, or set the prop kustomization to false.`,
    );
  }
}

/**
 * Looks at what others put into the folders in which synth writes a kustomization.
 *
 * @param folders below the output folder, '' for itself
 * @param kept files of others in the output folder
 */
export function refuseForeignKustomizations(outdir: string, folders: readonly string[], kept: readonly string[]): void {
  for (const folder of folders) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = kept.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    refuseSecondKustomization(path.join(outdir, folder), names);
  }
}
