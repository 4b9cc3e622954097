import { asList, asObject, asObjects, deepEqual, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';

const SCOPES = [
  'BestEffort',
  'CrossNamespacePodAffinity',
  'NotBestEffort',
  'NotTerminating',
  'PriorityClass',
  'Terminating',
  'VolumeAttributesClass',
];

/** What scopes of a ResourceQuota can count: pods and what they ask for. */
const SCOPED = /^(pods|cpu|memory|ephemeral-storage|(limits|requests)\.(cpu|memory|ephemeral-storage))$/;
const STANDARD =
  /^(cpu|memory|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|storage|requests\.storage)$/;

/** The spec of a ResourceQuota: its scopes stay. */
export function validateQuota(spec: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  const hard = asObject(spec['hard']);
  for (const [name, value] of Object.entries(hard)) {
    const field = `spec.hard[${name}]`;
    if (!STANDARD.test(name) && !/[./]/.test(name)) {
      errors.invalid(field, name, 'must be a standard resource type or fully qualified');
    }
    if (parseQuantity(value)?.isNegative === true) errors.invalid(field, value, 'must be greater than or equal to 0');
  }
  const scopes = asList(spec['scopes']);
  for (const scope of scopes) {
    if (typeof scope !== 'string' || !SCOPES.includes(scope))
      errors.invalid('spec.scopes', scopes, 'unsupported scope');
    else if (!Object.keys(hard).every((name) => SCOPED.test(name) || (scope === 'BestEffort' && name === 'pods'))) {
      errors.invalid('spec.scopes', scopes, 'unsupported scope applied to resource');
    }
  }
  if (old !== undefined && !deepEqual(scopes, asList(old['scopes']))) {
    errors.invalid('spec.scopes', scopes, 'field is immutable');
  }
}

/** The spec of a LimitRange. */
export function validateLimitRange(spec: PlainObject, errors: FieldErrors): void {
  asObjects(spec['limits']).forEach((item, index) => {
    const field = `spec.limits[${index}]`;
    const usual = asObject(item['default']);
    const requests = asObject(item['defaultRequest']);
    if (item['type'] === 'Pod') {
      for (const [name, value] of Object.entries({ default: usual, defaultRequest: requests })) {
        if (Object.keys(value).length > 0) {
          errors.forbidden(`${field}.${name}`, "may not be specified when `type` is 'Pod'");
        }
      }
      return;
    }
    if (item['type'] === undefined) errors.required(`${field}.type`);
    else if (
      !['Container', 'PersistentVolumeClaim'].includes(String(item['type'])) &&
      !/\//.test(String(item['type']))
    ) {
      errors.invalid(`${field}.type`, item['type'], 'must be a standard limit type or fully qualified');
    }
    for (const [name, value] of Object.entries(requests)) {
      const [request, limit] = [parseQuantity(value), parseQuantity(usual[name])];
      if (request !== undefined && limit !== undefined && request.compare(limit) > 0) {
        const detail = `default request value ${request.canonical} is greater than default limit value ${limit.canonical}`;
        errors.invalid(`${field}.defaultRequest[${name}]`, request.canonical, detail);
      }
    }
  });
}
