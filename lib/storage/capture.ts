import { UserError } from '../messages/user-error';
import { isPlainObject } from '../kubernetes/plain';
import { CAPTURE, type Fields, readObjects } from './capture-objects';
import { isDefaultClass, isDefaultSnapshotClass } from './default-class';
import { showValue } from '../messages/show-value';
import {
  ReclaimPolicy,
  type StorageClassProps,
  VolumeBindingMode,
  type VolumeSnapshotClassProps,
} from './storage-class';

/** What a capture holds. `undefined` says that the capture is not about that kind; an empty list, that there are none. */
export interface Capture {
  readonly storageClasses: readonly StorageClassProps[] | undefined;
  readonly snapshotClasses: readonly VolumeSnapshotClassProps[] | undefined;
}

const STORAGE_GROUP = /^storage\.k8s\.io\/v\d/;
const SNAPSHOT_GROUP = /^snapshot\.storage\.k8s\.io\/v\d/;

/**
 * Reads what `kubectl get storageclass -o yaml` (or `-o json`, or `volumesnapshotclass`) prints: a List, single objects, or
 * several documents.
 *
 * @param about the kind that an empty list in this file is about
 * @throws UserError naming the file, the object and what is wrong with it
 */
export function parseCapture(text: string, file: string, about: 'StorageClass' | 'VolumeSnapshotClass'): Capture {
  const objects = readObjects(text, file);
  const storageClasses: StorageClassProps[] = [];
  const snapshotClasses: VolumeSnapshotClassProps[] = [];
  const seen = new Set<string>();
  objects.forEach((object, index) => {
    const where = placeOf(object, index, file);
    const name = requiredName(object, where);
    const apiVersion = typeof object['apiVersion'] === 'string' ? object['apiVersion'] : '';
    if (seen.has(`${String(object['kind'])} ${name}`)) {
      throw new UserError(`${where}: is there twice. Capture it again: ${CAPTURE}`);
    }
    seen.add(`${String(object['kind'])} ${name}`);
    if (object['kind'] === 'StorageClass' && STORAGE_GROUP.test(apiVersion)) {
      storageClasses.push(readStorageClass(object, name, where));
    } else if (object['kind'] === 'VolumeSnapshotClass' && SNAPSHOT_GROUP.test(apiVersion)) {
      snapshotClasses.push(readSnapshotClass(object, name, where));
    } else {
      throw new UserError(
        `${where}: is neither a StorageClass (storage.k8s.io) nor a VolumeSnapshotClass (snapshot.storage.k8s.io). ` +
          `Keep only these two kinds in a capture: ${CAPTURE}`,
      );
    }
  });
  return {
    storageClasses: storageClasses.length > 0 || about === 'StorageClass' ? storageClasses : undefined,
    snapshotClasses: snapshotClasses.length > 0 || about === 'VolumeSnapshotClass' ? snapshotClasses : undefined,
  };
}

function readStorageClass(object: Fields, name: string, where: string): StorageClassProps {
  const provisioner = object['provisioner'];
  if (typeof provisioner !== 'string' || provisioner === '') {
    throw new UserError(
      `${where}: provisioner must be a name, not ${showValue(provisioner)}. Capture it again: ${CAPTURE}`,
    );
  }
  const createdAt = metadataOf(object)['creationTimestamp'];
  return {
    name,
    provisioner,
    isDefault: isDefaultClass(annotationsOf(object, where)),
    allowVolumeExpansion: choice(object['allowVolumeExpansion'] ?? false, [true, false], 'allowVolumeExpansion', where),
    reclaimPolicy: choice(
      object['reclaimPolicy'] ?? ReclaimPolicy.DELETE,
      Object.values(ReclaimPolicy),
      'reclaimPolicy',
      where,
    ),
    volumeBindingMode: choice(
      object['volumeBindingMode'] ?? VolumeBindingMode.IMMEDIATE,
      Object.values(VolumeBindingMode),
      'volumeBindingMode',
      where,
    ),
    parameters: textMap(object['parameters'], 'parameters', where),
    createdAt: typeof createdAt === 'string' ? createdAt : undefined,
  };
}

function readSnapshotClass(object: Fields, name: string, where: string): VolumeSnapshotClassProps {
  const driver = object['driver'] ?? object['snapshotter'];
  if (typeof driver !== 'string' || driver === '') {
    throw new UserError(
      `${where}: driver must be a name, not ${showValue(driver)}. Capture it again: kubectl get volumesnapshotclass -o yaml`,
    );
  }
  const policy = object['deletionPolicy'];
  return {
    name,
    driver,
    isDefault: isDefaultSnapshotClass(annotationsOf(object, where)),
    deletionPolicy:
      policy === undefined
        ? undefined
        : choice(policy, [ReclaimPolicy.DELETE, ReclaimPolicy.RETAIN], 'deletionPolicy', where),
  };
}

function choice<T>(value: unknown, allowed: readonly T[], field: string, where: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new UserError(`${where}: ${field} must be ${allowed.map(String).join(' or ')}, not ${showValue(value)}`);
  }
  return found;
}

function annotationsOf(object: Fields, where: string): Readonly<Record<string, string>> {
  return textMap(metadataOf(object)['annotations'], 'metadata.annotations', where);
}

function textMap(value: unknown, field: string, where: string): Readonly<Record<string, string>> {
  const entries = Object.entries(isPlainObject(value) ? value : {});
  if (value !== undefined && value !== null && !isPlainObject(value)) {
    throw new UserError(`${where}: ${field} must be a map, not ${showValue(value)}`);
  }
  return Object.fromEntries(
    entries.map(([key, text]) => {
      if (typeof text !== 'string') {
        throw new UserError(`${where}: ${field}[${key}] must be text, not ${showValue(text)}. Put it in quotes`);
      }
      return [key, text];
    }),
  );
}

function metadataOf(object: Fields): Fields {
  const metadata = object['metadata'];
  return isPlainObject(metadata) ? metadata : {};
}

function requiredName(object: Fields, where: string): string {
  const name = metadataOf(object)['name'];
  if (typeof name !== 'string' || name === '') {
    throw new UserError(`${where}: metadata.name must be a name, not ${showValue(name)}. Capture it again: ${CAPTURE}`);
  }
  return name;
}

function placeOf(object: Fields, index: number, file: string): string {
  const name = metadataOf(object)['name'];
  const kind = typeof object['kind'] === 'string' ? object['kind'] : 'object';
  return `${file}: ${kind} ${typeof name === 'string' && name !== '' ? name : `number ${index + 1}`}`;
}
