import { has } from '../gates';
import { asList, asObject, asObjects, at, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import { validateClaimSpec } from './claim';
import { validateFieldRef, validateResourceRef, VOLUME_FIELDS } from './field-ref';
import { FieldErrors } from './field-error';
import { dns1123Label } from './names';
import { OWN_NAME, REQUIRED, SECOND_NAME, SOURCES, STORAGE_CHECKS } from './volume-sources';

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
  const sources = SOURCES.filter((source) => volume[source] !== undefined);
  if (sources.length === 0) errors.required(path, 'must specify a volume type');
  sources.forEach((source, index) => {
    if (index > 0) {
      errors.forbidden(`${path}.${SECOND_NAME[source] ?? source}`, 'may not specify more than 1 volume type');
      return;
    }
    const field = `${path}.${OWN_NAME[source] ?? source}`;
    const value = asObject(volume[source]);
    for (const name of REQUIRED[source] ?? []) {
      if (value[name] === undefined || value[name] === '') errors.required(`${field}.${name}`);
    }
    STORAGE_CHECKS[source]?.(value, field, errors);
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
    case 'image':
      if (has('ImageOfVolumeRequired', minor) && value['reference'] === undefined)
        errors.required(`${field}.reference`);
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
      validateProjections(value, field, errors);
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

function validateProjections(projected: PlainObject, field: string, errors: FieldErrors): void {
  const paths = new Set<unknown>();
  asList(projected['sources']).forEach((each, index) => {
    const source = asObject(each);
    const place = `${field}.sources[${index}]`;
    validateProjection(source, place, field, errors);
    for (const path of pathsOf(source)) {
      if (paths.has(path)) errors.invalid(field, path, 'conflicting duplicate paths');
      paths.add(path);
    }
  });
}

/** Where the files of a projection go. */
function pathsOf(source: PlainObject): readonly unknown[] {
  const items = ['secret', 'configMap', 'downwardAPI'].flatMap((kind) => asObjects(at(source, kind, 'items')));
  const bundle = asObject(source['clusterTrustBundle']);
  return [...items, bundle].map((item) => item['path']).filter((path) => path !== undefined);
}

function validateProjection(source: PlainObject, field: string, projected: string, errors: FieldErrors): void {
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
      } else if (typeof expiry === 'number' && expiry > 2 ** 32) {
        const detail = 'may not specify a duration larger than 2^32 seconds';
        errors.invalid(`${field}.${kind}.expirationSeconds`, expiry, detail);
      }
      // The API server leaves the source out.
      if (typeof value['path'] !== 'string') errors.required(`${projected}.path`);
      else validateFileName(value['path'], `${projected}.path`, errors);
    } else if (kind === 'downwardAPI') validateDownwardFiles(value, `${field}.${kind}`, errors);
  }
}

function validateDownwardFiles(value: PlainObject, field: string, errors: FieldErrors): void {
  for (const each of asList(value['items'])) {
    const item = asObject(each);
    // The API server leaves the number out.
    if (typeof item['path'] !== 'string') errors.required(`${field}.path`);
    else validateFileName(item['path'], `${field}.path`, errors);
    const { fieldRef, resourceFieldRef } = item;
    if (fieldRef !== undefined) {
      validateFieldRef(asObject(fieldRef), VOLUME_FIELDS, `${field}.fieldRef`, errors);
      if (resourceFieldRef !== undefined) {
        errors.invalid(field, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously');
      }
    } else if (resourceFieldRef !== undefined) {
      validateResourceRef(asObject(resourceFieldRef), `${field}.resourceFieldRef`, true, errors);
    } else errors.required(field, 'one of fieldRef and resourceFieldRef is required');
    validateMode(item['mode'], `${field}.mode`, errors);
  }
}

function validateItems(value: PlainObject, field: string, errors: FieldErrors): void {
  validateMode(value['defaultMode'], `${field}.defaultMode`, errors);
  asList(value['items']).forEach((each, index) => {
    const item = asObject(each);
    const path = `${field}.items[${index}]`;
    if (item['key'] === undefined) errors.required(`${path}.key`);
    if (item['path'] === undefined) errors.required(`${path}.path`);
    else if (typeof item['path'] === 'string') validateFileName(item['path'], `${path}.path`, errors);
    validateMode(item['mode'], `${path}.mode`, errors);
  });
}

function validateMode(mode: unknown, field: string, errors: FieldErrors): void {
  if (typeof mode === 'number' && (mode < 0 || mode > HIGHEST_MODE)) {
    errors.invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
  }
}

/** A path within a volume: relative, and never out of it. */
export function validateLocalPath(path: string, field: string, errors: FieldErrors): void {
  if (path.startsWith('/')) errors.invalid(field, path, 'must be a relative path');
  rejectBacksteps(path, field, errors);
}

/** The path of a file that Kubernetes writes into a volume. Names that start with `..` are its own. */
function validateFileName(path: string, field: string, errors: FieldErrors): void {
  validateLocalPath(path, field, errors);
  if (path.startsWith('..') && !path.startsWith('../')) errors.invalid(field, path, "must not start with '..'");
}

export function rejectBacksteps(path: string, field: string, errors: FieldErrors): void {
  if (path.split('/').includes('..')) errors.invalid(field, path, "must not contain '..'");
}
