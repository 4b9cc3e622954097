import * as fs from 'node:fs';
import * as path from 'node:path';
import { joinOr, nearestNames } from '../messages/nearest-names';
import { UserError } from '../messages/user-error';
import { deliveredCluster } from './delivery/delivery-files';
import { readRecord } from './folder/file-record';
import type { NewFile } from './folder/files';
import { KUSTOMIZATION, readKustomization } from './kustomization';

/** A run that synthesises some clusters of a program. What belongs to the others stays as it is. */
export class Shard {
  /**
   * @param chosen names of the clusters that are synthesised
   * @param known names of all clusters of the program
   * @throws UserError where a chosen cluster is not known
   */
  public constructor(
    private readonly chosen: ReadonlySet<string>,
    private readonly known: ReadonlySet<string>,
  ) {
    for (const name of chosen) {
      if (known.has(name)) continue;
      const near = nearestNames(name, [...known]).map((one) => `'${one}'`);
      const names = near.length > 0 ? `Write ${joinOr(near)}.` : `It has ${[...known].join(', ') || 'none'}.`;
      throw new UserError(`--cluster ${name}: the program has no such cluster. ${names}`);
    }
  }

  /** Whether a cluster is synthesised. What belongs to no cluster always is. */
  public has(name: string): boolean {
    return name === '' || this.chosen.has(name);
  }

  /** Whether a file of the output is left alone. A folder that nobody here knows may be of a cluster that is gone: a run of all removes it. */
  public leaves(file: string): boolean {
    const cluster = deliveredCluster(file) ?? (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');
    return !this.has(cluster);
  }

  /**
   * The files of the other clusters, as they are: what is recorded, and what the lists in their folders name. The latter is all
   * there is of a folder that another run wrote and somebody copied here.
   *
   * @param deliveryFile the file that brings what there is to a cluster
   */
  public *others(
    root: string,
    written: ReadonlySet<string>,
    deliveryFile: (cluster: string) => readonly string[],
  ): Generator<NewFile> {
    const files = new Set([...readRecord(root)].filter((file) => this.leaves(file)));
    for (const cluster of [...this.known].filter((name) => !this.has(name))) {
      [...listedIn(root, cluster), ...deliveryFile(cluster)].forEach((file) => files.add(file));
    }
    for (const file of [...files].sort()) {
      const at = path.join(root, file);
      if (!written.has(file) && fs.lstatSync(at, { throwIfNoEntry: false })?.isFile() === true) {
        yield { path: file, content: fs.readFileSync(at) };
      }
    }
  }
}

/** The list of a folder, and what it names; nothing where it is no list of this program. */
function listedIn(root: string, folder: string): string[] {
  if (fs.lstatSync(path.join(root, folder), { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const list = `${folder}/${KUSTOMIZATION}`;
  const paths = readKustomization(path.join(root, list));
  return paths === undefined
    ? []
    : [list, ...paths.map((name) => `${folder}/${name}`).flatMap((file) => [file, ...listedIn(root, file)])];
}
