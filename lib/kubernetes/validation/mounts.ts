import { asList, asObject, asObjects, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { validateLocalPath } from './volumes';

type Volumes = ReadonlyMap<string, PlainObject>;

/** Where a container has the volumes of its pod. Some of the API server's paths leave the number of the mount out. */
export function validateMounts(container: PlainObject, path: string, volumes: Volumes, errors: FieldErrors): void {
  const devices = asObjects(container['volumeDevices']);
  const deviceNames = new Set(devices.map((device) => device['name']));
  const devicePaths = new Set(devices.map((device) => device['devicePath']));
  const paths = new Set<unknown>();
  asList(container['volumeMounts']).forEach((each, index) => {
    const mount = asObject(each);
    const field = `${path}[${index}]`;
    const { name, mountPath, subPath, subPathExpr } = mount;
    if (name === undefined) errors.required(`${field}.name`);
    if (typeof name !== 'string' || !volumes.has(name)) errors.notFound(`${field}.name`, name ?? '');
    if (mountPath === undefined) errors.required(`${field}.mountPath`);
    if (paths.has(mountPath)) errors.invalid(`${field}.mountPath`, mountPath ?? '', 'must be unique');
    paths.add(mountPath);
    if (deviceNames.has(name)) errors.invalid(`${field}.name`, name ?? '', 'must not already exist in volumeDevices');
    if (devicePaths.has(mountPath)) {
      errors.invalid(`${field}.mountPath`, mountPath ?? '', 'must not already exist as a path in volumeDevices');
    }
    if (subPath !== undefined && subPathExpr !== undefined) {
      errors.invalid(`${field}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive');
    }
    for (const [key, value] of Object.entries({ subPath, subPathExpr })) {
      if (typeof value === 'string') validateLocalPath(value, `${path}.${key}`, errors);
    }
    validatePropagation(mount, container, `${path}.mountPropagation`, errors);
    validateRecursiveReadOnly(mount, `${path}.recursiveReadOnly`, errors);
  });
}

function validatePropagation(mount: PlainObject, container: PlainObject, field: string, errors: FieldErrors): void {
  const { mountPropagation } = mount;
  if (mountPropagation === undefined) return;
  errors.supported(field, mountPropagation, ['Bidirectional', 'HostToContainer', 'None']);
  const privileged = asObject(container['securityContext'])['privileged'] === true;
  if (mountPropagation === 'Bidirectional' && !privileged) {
    errors.forbidden(field, 'Bidirectional mount propagation is available only to privileged containers');
  }
}

function validateRecursiveReadOnly(mount: PlainObject, field: string, errors: FieldErrors): void {
  const { recursiveReadOnly, readOnly, mountPropagation } = mount;
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  if (recursiveReadOnly !== 'Enabled' && recursiveReadOnly !== 'IfPossible') {
    errors.supported(field, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']);
    return;
  }
  if (readOnly !== true) errors.forbidden(field, 'may only be specified when readOnly is true');
  if (mountPropagation !== undefined && mountPropagation !== 'None') {
    errors.forbidden(field, 'may only be specified when mountPropagation is None or not specified');
  }
}

/** Volumes that a container has as block devices. */
export function validateDevices(container: PlainObject, path: string, volumes: Volumes, errors: FieldErrors): void {
  const mounts = asObjects(container['volumeMounts']);
  const mountNames = new Set(mounts.map((mount) => mount['name']));
  const mountPaths = new Set(mounts.map((mount) => mount['mountPath']));
  const names = new Set<unknown>();
  const paths = new Set<unknown>();
  asList(container['volumeDevices']).forEach((each, index) => {
    const field = `${path}[${index}]`;
    const { name, devicePath } = asObject(each);
    const volume = typeof name === 'string' ? volumes.get(name) : undefined;
    if (name === undefined) errors.required(`${field}.name`);
    if (names.has(name)) errors.invalid(`${field}.name`, name ?? '', 'must be unique');
    if (volume === undefined) errors.notFound(`${field}.name`, name ?? '');
    else if (volume['persistentVolumeClaim'] === undefined && volume['ephemeral'] === undefined) {
      const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.invalid(`${field}.name`, name, detail);
    }
    if (devicePath === undefined) errors.required(`${field}.devicePath`);
    else validatePath(devicePath, `${field}.devicePath`, errors);
    if (paths.has(devicePath)) errors.invalid(`${field}.devicePath`, devicePath ?? '', 'must be unique');
    if (mountNames.has(name)) errors.invalid(`${field}.name`, name ?? '', 'must not already exist in volumeMounts');
    if (mountPaths.has(devicePath)) {
      errors.invalid(`${field}.devicePath`, devicePath ?? '', 'must not already exist as a path in volumeMounts');
    }
    names.add(name);
    paths.add(devicePath);
  });
}

function validatePath(path: unknown, field: string, errors: FieldErrors): void {
  if (typeof path === 'string' && path.split('/').includes('..')) errors.invalid(field, path, "must not contain '..'");
}
