import { asList, asObject, asObjects, at, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import { validateClaimSpec } from './claim';
import { FieldErrors } from './field-error';
import { dns1123Label } from './names';

/** What each volume source must name, by its field. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  hostPath: ['path'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  gitRepo: ['repository'],
  secret: ['secretName'],
  nfs: ['server', 'path'],
  glusterfs: ['endpoints', 'path'],
  persistentVolumeClaim: ['claimName'],
  flexVolume: ['driver'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  quobyte: ['registry', 'volume'],
  azureDisk: ['diskName', 'diskURI'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  csi: ['driver'],
  ephemeral: ['volumeClaimTemplate'],
};

const HOST_PATH_TYPES = [
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];
const HIGHEST_MODE = 0o777;

/** Judges the volumes of a pod and gives those that can be mounted, by name. */
export function validateVolumes(
  volumes: unknown,
  path: string,
  minor: number,
  errors: FieldErrors,
): ReadonlyMap<string, PlainObject> {
  const good = new Map<string, PlainObject>();
  asObjects(volumes).forEach((volume, index) => {
    const own = new FieldErrors();
    validateSource(volume, `${path}[${index}]`, minor, own);
    const name = typeof volume['name'] === 'string' ? volume['name'] : '';
    if (name === '') own.required(`${path}[${index}].name`);
    else own.messages(`${path}[${index}].name`, name, dns1123Label(name));
    if (good.has(name)) own.duplicate(`${path}[${index}].name`, name);
    if (own.list.length === 0) good.set(name, volume);
    else errors.list.push(...own.list);
  });
  return good;
}

function validateSource(volume: PlainObject, path: string, minor: number, errors: FieldErrors): void {
  const sources = Object.keys(volume).filter((field) => field !== 'name');
  if (sources.length === 0) errors.required(path, 'must specify a volume type');
  sources.forEach((source, index) => {
    const field = `${path}.${source}`;
    if (index > 0) {
      errors.forbidden(field, 'may not specify more than 1 volume type');
      return;
    }
    const value = asObject(volume[source]);
    for (const name of REQUIRED[source] ?? []) {
      if (value[name] === undefined || value[name] === '') errors.required(`${field}.${name}`);
    }
    validateKnownSource(source, value, field, minor, errors);
  });
}

function validateKnownSource(
  source: string,
  value: PlainObject,
  field: string,
  minor: number,
  errors: FieldErrors,
): void {
  switch (source) {
    case 'hostPath':
      if (typeof value['path'] === 'string') rejectBacksteps(value['path'], `${field}.path`, errors);
      if (value['type'] !== '') errors.oneOf(`${field}.type`, value['type'], HOST_PATH_TYPES, false);
      return;
    case 'nfs':
      if (typeof value['path'] === 'string' && value['path'] !== '' && !value['path'].startsWith('/')) {
        errors.invalid(`${field}.path`, value['path'], 'must be an absolute path');
      }
      return;
    case 'emptyDir': {
      const limit = parseQuantity(value['sizeLimit']);
      if (limit?.isNegative === true) {
        errors.forbidden(`${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
      }
      return;
    }
    case 'configMap':
      if (value['name'] === undefined) errors.required(`${field}.name`);
      validateItems(value, field, errors);
      return;
    case 'secret':
      validateItems(value, field, errors);
      return;
    case 'downwardAPI':
      validateMode(value['defaultMode'], `${field}.defaultMode`, errors);
      validateDownwardFiles(value, `${field}`, errors);
      return;
    case 'projected':
      validateMode(value['defaultMode'], `${field}.defaultMode`, errors);
      asObjects(value['sources']).forEach((each, index) =>
        validateProjection(each, `${field}.sources[${index}]`, errors),
      );
      return;
    case 'ephemeral':
      if (value['volumeClaimTemplate'] !== undefined) {
        const spec = asObject(at(value, 'volumeClaimTemplate', 'spec'));
        validateClaimSpec(spec, `${field}.volumeClaimTemplate.spec`, minor, errors);
      }
      return;
    default:
  }
}

function validateProjection(source: PlainObject, field: string, errors: FieldErrors): void {
  const kinds = Object.keys(source);
  if (kinds.length > 1) errors.forbidden(field, 'may not specify more than 1 volume type per source');
  for (const kind of kinds) {
    const value = asObject(source[kind]);
    if (kind === 'configMap' || kind === 'secret') {
      if (value['name'] === undefined) errors.required(`${field}.${kind}.name`);
      validateItems(value, `${field}.${kind}`, errors);
    } else if (kind === 'serviceAccountToken') {
      const expiry = value['expirationSeconds'];
      if (typeof expiry === 'number' && expiry < 600) {
        errors.invalid(`${field}.${kind}.expirationSeconds`, expiry, 'may not specify a duration less than 10 minutes');
      }
      if (value['path'] === undefined) errors.required(`${field}.${kind}.path`);
    } else if (kind === 'downwardAPI') validateDownwardFiles(value, `${field}.${kind}`, errors);
  }
}

function validateDownwardFiles(value: PlainObject, field: string, errors: FieldErrors): void {
  asObjects(value['items']).forEach((item, index) => {
    // The API server leaves the number out.
    void index;
    if (item['path'] === undefined) errors.required(`${field}.path`);
    else if (typeof item['path'] === 'string') rejectBacksteps(item['path'], `${field}.path`, errors);
    if (item['fieldRef'] === undefined && item['resourceFieldRef'] === undefined) {
      errors.required(field, 'one of fieldRef and resourceFieldRef is required');
    }
    validateMode(item['mode'], `${field}.mode`, errors);
  });
}

function validateItems(value: PlainObject, field: string, errors: FieldErrors): void {
  validateMode(value['defaultMode'], `${field}.defaultMode`, errors);
  asList(value['items']).forEach((each, index) => {
    const item = asObject(each);
    const path = `${field}.items[${index}]`;
    if (item['key'] === undefined) errors.required(`${path}.key`);
    if (item['path'] === undefined) errors.required(`${path}.path`);
    else if (typeof item['path'] === 'string') {
      if (item['path'].startsWith('/')) errors.invalid(`${path}.path`, item['path'], 'must be a relative path');
      rejectBacksteps(item['path'], `${path}.path`, errors);
    }
    validateMode(item['mode'], `${path}.mode`, errors);
  });
}

function validateMode(mode: unknown, field: string, errors: FieldErrors): void {
  if (typeof mode === 'number' && (mode < 0 || mode > HIGHEST_MODE)) {
    errors.invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
  }
}

export function rejectBacksteps(path: string, field: string, errors: FieldErrors): void {
  if (path.split('/').includes('..')) errors.invalid(field, path, "must not contain '..'");
}
