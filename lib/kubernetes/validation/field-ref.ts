import { type PlainObject, textOf } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { qualifiedName } from './names';

/** Fields of a pod that an environment variable can have. */
export const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** Fields of a pod that a file can have. */
export const VOLUME_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];

const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/;
const DIVISOR = /^1([kMGTPE]|[KMGTPE]i)?$/;
const SUBSCRIPT = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/;

export function validateFieldRef(
  reference: PlainObject,
  supported: readonly string[],
  field: string,
  errors: FieldErrors,
): void {
  const path = reference['fieldPath'];
  if (typeof path !== 'string') {
    errors.required(`${field}.fieldPath`);
    return;
  }
  const version = reference['apiVersion'];
  if (version !== undefined && version !== 'v1') {
    errors.invalid(
      `${field}.fieldPath`,
      path,
      `error converting fieldPath: unsupported pod version: ${textOf(version)}`,
    );
    return;
  }
  const subscript = SUBSCRIPT.exec(path);
  if (subscript !== null) {
    const key = subscript[2] ?? '';
    errors.messages(field, path, qualifiedName(subscript[1] === 'metadata.annotations' ? key.toLowerCase() : key));
  } else if (!supported.includes(path)) {
    errors.invalid(`${field}.fieldPath`, path, `error converting fieldPath: field label not supported: ${path}`);
  }
}

export function validateResourceRef(
  reference: PlainObject,
  field: string,
  inVolume: boolean,
  errors: FieldErrors,
): void {
  const resource = textOf(reference['resource']);
  if (inVolume && reference['containerName'] === undefined) errors.required(`${field}.containerName`);
  else if (resource === '') errors.required(`${field}.resource`);
  else if (!RESOURCE.test(resource)) errors.supported(`${field}.resource`, resource, ['limits.cpu', 'limits.memory']);
  const divisor = parseQuantity(reference['divisor']);
  if (divisor === undefined || divisor.isZero || !RESOURCE.test(resource)) return;
  const isCpu = resource.endsWith('.cpu');
  if (isCpu ? divisor.canonical === '1' || divisor.canonical === '1m' : DIVISOR.test(divisor.canonical)) return;
  const values = isCpu ? '1m and 1' : '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';
  errors.invalid(`${field}.divisor`, resource, `only divisor's values ${values} are supported with this resource`);
}
