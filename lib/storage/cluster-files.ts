import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../messages/user-error';
import { parseCapture, type Capture } from './capture';
import type { ClusterFiles, ClusterProps } from './cluster-props';
import { parseClusterSettings } from './cluster-settings';
import { didYouMean } from '../messages/nearest-names';
import type { StorageClassProps, VolumeSnapshotClassProps } from './storage-class';
import { readText } from './text-file';

export const SETTINGS_FILE = 'cluster.yaml';
const SETTINGS_FILES = [SETTINGS_FILE, 'cluster.yml'];
export const STORAGE_CLASSES_FILE = 'storage-classes.yaml';
const STORAGE_CLASSES_FILES = [STORAGE_CLASSES_FILE, 'storage-classes.yml', 'storage-classes.json'];
export const SNAPSHOT_CLASSES_FILE = 'volume-snapshot-classes.yaml';
const SNAPSHOT_CLASSES_FILES = [SNAPSHOT_CLASSES_FILE, 'volume-snapshot-classes.yml', 'volume-snapshot-classes.json'];

/**
 * A cluster as the files of its folder describe it.
 *
 * @throws UserError where there is no such folder, none of the files, or one of them is wrong
 */
export function readClusterFolder(folder: string): ClusterProps {
  if (!isFolder(folder)) {
    throw new UserError(`${folder}: there is no such folder.${otherClusters(folder)}`);
  }
  const settings = firstOf(folder, SETTINGS_FILES);
  const captures = [firstOf(folder, STORAGE_CLASSES_FILES), firstOf(folder, SNAPSHOT_CLASSES_FILES)].filter(
    (file) => file !== undefined,
  );
  if (settings === undefined && captures.length === 0) {
    throw new UserError(
      `${folder}: contains neither ${SETTINGS_FILE} nor ${STORAGE_CLASSES_FILE}. ` +
        `Write the capture there: kubectl get storageclass -o yaml > ${join(folder, STORAGE_CLASSES_FILE)}`,
    );
  }
  return readClusterFiles({ name: basename(resolve(folder)), settings, captures });
}

/**
 * A cluster as the given files describe it.
 *
 * @throws UserError where one cannot be read or is wrong
 */
export function readClusterFiles(files: ClusterFiles): ClusterProps {
  let storageClasses: StorageClassProps[] | undefined;
  let volumeSnapshotClasses: VolumeSnapshotClassProps[] | undefined;
  for (const file of files.captures ?? []) {
    const capture = readCapture(file);
    storageClasses = append(storageClasses, capture.storageClasses, file);
    volumeSnapshotClasses = append(volumeSnapshotClasses, capture.snapshotClasses, file);
  }
  const settings = files.settings === undefined ? {} : parseClusterSettings(readText(files.settings), files.settings);
  return { ...settings, name: files.name, storageClasses, volumeSnapshotClasses };
}

/** The folders below `folder` that describe a cluster, by name. */
export function clusterFolders(folder: string): string[] {
  if (!isFolder(folder)) {
    throw new UserError(`${folder}: there is no such folder. Create it, with one folder for each cluster`);
  }
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => isFolder(path) && firstOf(path, [...SETTINGS_FILES, ...STORAGE_CLASSES_FILES]) !== undefined);
}

function readCapture(file: string): Capture {
  const about = SNAPSHOT_CLASSES_FILES.includes(basename(file)) ? 'VolumeSnapshotClass' : 'StorageClass';
  return parseCapture(readText(file), file, about);
}

function append<T extends { readonly name: string }>(
  known: T[] | undefined,
  more: readonly T[] | undefined,
  file: string,
): T[] | undefined {
  if (more === undefined || known === undefined) {
    return more === undefined ? known : [...more];
  }
  const twice = more.find(({ name }) => known.some((one) => one.name === name));
  if (twice !== undefined) {
    throw new UserError(`${file}: class ${twice.name} is also in another capture of this cluster. Keep one of them`);
  }
  return [...known, ...more];
}

function firstOf(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}

function otherClusters(folder: string): string {
  const parent = dirname(resolve(folder));
  const names = isFolder(parent) ? clusterFolders(parent).map((path) => basename(path)) : [];
  if (names.length === 0) {
    return ` Create it and put ${SETTINGS_FILE} or ${STORAGE_CLASSES_FILE} into it`;
  }
  const near = didYouMean(basename(resolve(folder)), names);
  return ` Clusters there: ${names.join(', ')}${near === '' ? '' : `; ${near}`}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
