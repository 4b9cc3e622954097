import { has } from '../gates';
import { asList, asObject, at, deepEqual, isPlainObject, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import { ACCESS_MODES } from './claim';
import { type FieldError, FieldErrors } from './field-error';
import { dns1123Subdomain, qualifiedName } from './names';

/** A StorageClass: only labels, expansion, mount options and topologies may change. */
export function validateStorageClass(
  storageClass: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  if (old === undefined) {
    const provisioner = storageClass['provisioner'];
    if (typeof provisioner !== 'string') errors.required('provisioner');
    else errors.messages('provisioner', provisioner, qualifiedName(provisioner.toLowerCase()));
    errors.oneOf('reclaimPolicy', storageClass['reclaimPolicy'], ['Delete', 'Retain']);
    errors.oneOf('volumeBindingMode', storageClass['volumeBindingMode'], ['Immediate', 'WaitForFirstConsumer']);
    return;
  }
  const reworded = has('ImmutabilityOfClassesInOneWording', minor);
  for (const field of ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']) {
    if (deepEqual(storageClass[field], old[field])) continue;
    if (field === 'volumeBindingMode' || reworded) {
      errors.immutable(field, storageClass[field]);
    } else errors.unchangeable(field, `updates to ${field} are forbidden.`);
  }
}

/** Up to 1.35 no parameters and empty ones are two things, and stored ones are never empty: each update with `{}` is refused. */
export function emptyParametersErrors(kind: string, manifest: PlainObject, minor: number): readonly FieldError[] {
  const parameters = kind === 'StorageClass' ? manifest['parameters'] : undefined;
  if (!isPlainObject(parameters) || Object.keys(parameters).length > 0) return [];
  if (has('ImmutabilityOfClassesInOneWording', minor)) return [];
  const errors = new FieldErrors();
  errors.unchangeable('parameters', 'updates to parameters are forbidden.');
  return errors.list;
}

/** What a PersistentVolume has besides its source. */
const NO_SOURCE: ReadonlySet<string> = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
]);

/** The spec of a PersistentVolume: its source, its mode and a node affinity that is set stay. */
export function validateVolume(
  spec: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  if (asList(spec['accessModes']).length === 0) errors.required('spec.accessModes');
  for (const mode of asList(spec['accessModes'])) errors.oneOf('spec.accessModes', mode, ACCESS_MODES);
  const capacity = asObject(spec['capacity']);
  if (Object.keys(capacity).length === 0) errors.required('spec.capacity');
  if (Object.keys(capacity).join() !== 'storage') errors.oneOf('spec.capacity', JSON.stringify(capacity), ['storage']);
  const size = parseQuantity(capacity['storage']);
  if (size !== undefined && (size.isZero || size.isNegative)) {
    errors.invalid('spec.capacity[storage]', size.canonical, 'must be greater than zero');
  }
  const policies = ['Delete', 'Recycle', 'Retain'];
  errors.oneOf('spec.persistentVolumeReclaimPolicy', spec['persistentVolumeReclaimPolicy'], policies);
  errors.oneOf('spec.volumeMode', spec['volumeMode'], ['Block', 'Filesystem'], false);
  for (const name of ['storageClassName', 'volumeAttributesClassName']) {
    const value = spec[name];
    if (typeof value === 'string') errors.messages(`spec.${name}`, value, dns1123Subdomain(value));
  }
  if (spec['nodeAffinity'] !== undefined && at(spec, 'nodeAffinity', 'required') === undefined) {
    errors.required('spec.nodeAffinity.required', 'must specify required node constraints');
  }
  if (
    has('VolumeAttributesClass', minor) &&
    spec['volumeAttributesClassName'] !== undefined &&
    spec['csi'] === undefined
  ) {
    errors.required('spec.csi', 'has to be specified when using volumeAttributesClassName');
  }
  validateSource(spec, errors);
  if (old !== undefined) validateVolumeUpdate(spec, old, minor, errors);
}

function sourcesOf(spec: PlainObject): string[] {
  return Object.keys(spec).filter((field) => !NO_SOURCE.has(field));
}

function validateSource(spec: PlainObject, errors: FieldErrors): void {
  const sources = sourcesOf(spec);
  if (sources.length === 0) errors.required('spec', 'must specify a volume type');
  // The API server names the later of two by an order of its own.
  if (sources.length > 1) {
    for (const source of sources) errors.forbidden(`spec.${source}`, 'may not specify more than 1 volume type');
  }
  if (sources.includes('csi')) {
    for (const name of ['driver', 'volumeHandle']) {
      if (at(spec, 'csi', name) === undefined) errors.required(`spec.csi.${name}`);
    }
  }
  if (sources.includes('local')) validateLocal(spec, errors);
  if (!sources.includes('hostPath')) return;
  const path = at(spec, 'hostPath', 'path');
  if (typeof path !== 'string') errors.required('spec.hostPath.path');
  else {
    if (path.split('/').includes('..')) errors.invalid('spec.hostPath.path', path, "must not contain '..'");
    if (path === '/' && spec['persistentVolumeReclaimPolicy'] === 'Recycle') {
      errors.forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'");
    }
  }
  const types = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];
  const type = at(spec, 'hostPath', 'type');
  if (type !== undefined && type !== '') errors.oneOf('spec.hostPath.type', type, types);
}

function validateVolumeUpdate(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const [now, then] = [spec, old].map((each) => Object.fromEntries(sourcesOf(each).map((name) => [name, each[name]])));
  if (!deepEqual(now, then)) {
    const words = 'spec.persistentvolumesource is immutable after creation';
    errors.unchangeable('spec.persistentvolumesource', words);
  }
  if (spec['volumeMode'] !== old['volumeMode']) errors.immutable('volumeMode', spec['volumeMode']);
  if (old['nodeAffinity'] !== undefined && !deepEqual(spec['nodeAffinity'], old['nodeAffinity'])) {
    errors.immutable('nodeAffinity', spec['nodeAffinity']);
  }
  const [from, to] = [old['volumeAttributesClassName'], spec['volumeAttributesClassName']];
  if (from === to) return;
  const field = 'spec.volumeAttributesClassName';
  if (!has('VolumeAttributesClass', minor))
    errors.unchangeable(field, 'update is forbidden when the VolumeAttributesClass feature gate is disabled');
  else if (to === undefined) errors.unchangeable(field, 'update from non-nil value to nil is forbidden');
}

/** A volume on a disk of one node says which node that is. */
function validateLocal(spec: PlainObject, errors: FieldErrors): void {
  const path = at(spec, 'local', 'path');
  if (typeof path !== 'string' || path === '') errors.required('spec.local.path');
  else if (path.split('/').includes('..')) errors.invalid('spec.local.path', path, "must not contain '..'");
  if (spec['nodeAffinity'] === undefined) errors.required('spec.nodeAffinity', 'Local volume requires node affinity');
}
