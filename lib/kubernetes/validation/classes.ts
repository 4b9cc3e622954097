import { has } from '../gates';
import { asList, asObject, asObjects, asText, deepEqual, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { validateLabels } from './metadata';
import { dns1123Label, dns1123Subdomain, qualifiedName } from './names';
import { validateResources } from './resources';
import { validateTolerations } from './scheduling';

const CONTROLLER_LONGEST = 250;

/** An IngressClass: its controller stays. */
export function validateIngressClass(spec: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  if (old !== undefined)
    validateUnchanged('spec.controller', spec['controller'] ?? '', old['controller'] ?? '', errors);
  validateController(asText(spec['controller']) ?? '', errors);
  if (spec['parameters'] !== undefined) validateParameters(asObject(spec['parameters']), errors);
}

function validateController(controller: string, errors: FieldErrors): void {
  const field = 'spec.controller';
  if (controller.length > CONTROLLER_LONGEST) errors.tooLong(field, CONTROLLER_LONGEST);
  if (controller === '') {
    errors.required(field);
    return;
  }
  const [domain = '', ...path] = controller.split('/');
  if (path.length === 0 || domain === '' || path.join('/') === '') {
    errors.invalid(field, controller, 'must be a domain-prefixed path (such as "acme.io/foo")');
    return;
  }
  errors.messages(field, domain, dns1123Subdomain(domain));
  if (!/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path.join('/'))) errors.invalid(field, controller, 'Invalid path');
}

function validateParameters(parameters: PlainObject, errors: FieldErrors): void {
  const field = 'spec.parameters';
  const group = parameters['apiGroup'];
  if (typeof group === 'string') errors.messages(`${field}.apiGroup`, group, dns1123Subdomain(group));
  for (const name of ['kind', 'name']) {
    if (asText(parameters[name]) === undefined) errors.required(`${field}.${name}`);
  }
  const { scope, namespace } = parameters;
  errors.supported(`${field}.scope`, scope, ['Cluster', 'Namespace']);
  if (scope === 'Namespace') {
    if (namespace === undefined) errors.required(`${field}.namespace`, "`parameters.scope` is set to 'Namespace'");
    else errors.messages(`${field}.namespace`, namespace, dns1123Label(asText(namespace) ?? ''));
  } else if (scope === 'Cluster' && namespace !== undefined) {
    errors.forbidden(`${field}.namespace`, "`parameters.scope` is set to 'Cluster'");
  }
}

const TEN_MINUTES = 600;

/** A CSIDriver: whether volumes are attached, and how long they live, stay. */
export function validateCsiDriver(spec: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  errors.supportedIfSet('spec.fsGroupPolicy', spec['fsGroupPolicy'], ['File', 'None', 'ReadWriteOnceWithFSType']);
  const audiences = new Set<unknown>();
  asObjects(spec['tokenRequests']).forEach((request, index) => {
    const field = `spec.tokenRequests[${index}]`;
    if (audiences.has(request['audience'])) errors.duplicate(`${field}.audience`, request['audience']);
    audiences.add(request['audience']);
    const seconds = request['expirationSeconds'];
    if (typeof seconds === 'number' && seconds < TEN_MINUTES) {
      errors.invalid(`${field}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes');
    }
  });
  for (const mode of asList(spec['volumeLifecycleModes'])) {
    errors.supported('spec.volumeLifecycleModes', mode, ['Persistent', 'Ephemeral']);
  }
  const period = spec['nodeAllocatableUpdatePeriodSeconds'];
  if (typeof period === 'number' && period < 10) {
    const detail = 'must be greater than or equal to 10 seconds';
    errors.invalid('spec.nodeAllocatableUpdatePeriodSeconds', period, detail);
  }
  if (spec['serviceAccountTokenInSecrets'] !== undefined && asList(spec['tokenRequests']).length === 0) {
    const detail = 'serviceAccountTokenInSecrets is set but no tokenRequests are specified';
    errors.invalid('spec.serviceAccountTokenInSecrets', spec['serviceAccountTokenInSecrets'], detail);
  }
  if (old === undefined) return;
  // The API server's own spelling.
  validateUnchanged('spec.attachedRequired', spec['attachRequired'], old['attachRequired'], errors);
  validateUnchanged('spec.volumeLifecycleModes', spec['volumeLifecycleModes'], old['volumeLifecycleModes'], errors);
}

/** A RuntimeClass: its handler stays. */
export function validateRuntimeClass(after: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  if (old !== undefined) validateUnchanged('handler', after['handler'] ?? '', old['handler'] ?? '', errors);
  const handler = asText(after['handler']) ?? '';
  if (handler === '') errors.required('handler');
  else errors.messages('handler', handler, dns1123Label(handler));
  if (after['overhead'] !== undefined) {
    validateResources({ limits: asObject(after['overhead'])['podFixed'] }, 'overhead', new Set(), errors);
  }
  const scheduling = asObject(after['scheduling']);
  validateLabels(scheduling['nodeSelector'], 'scheduling.nodeSelector', errors);
  validateTolerations(asObjects(scheduling['tolerations']), 'scheduling.tolerations', errors);
}

/** A CSINode: a driver of a node may come and go, but not change. The kubelet writes it. */
export function validateCsiNode(
  spec: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  const fixed = ({ allocatable, ...driver }: PlainObject): PlainObject =>
    has('MutableCSINodeAllocatableCount', minor) ? driver : { ...driver, allocatable };
  const drivers = asObjects(spec['drivers']);
  for (const then of asObjects(old?.['drivers'])) {
    const now = drivers.find((each) => each['name'] === then['name']);
    if (now !== undefined && !deepEqual(fixed(now), fixed(then))) errors.immutable('spec.drivers', now);
  }
}

const PARAMETERS_MOST = 512;

/** A VolumeAttributesClass: nothing but its metadata may change. */
export function validateAttributesClass(after: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  for (const name of ['driverName', 'parameters']) {
    if (old !== undefined && !deepEqual(after[name], old[name])) {
      errors.unchangeable(name, `updates to ${name} are forbidden.`);
    }
  }
  const driver = asText(after['driverName']) ?? '';
  if (driver === '') errors.required('driverName');
  else errors.messages('driverName', driver, qualifiedName(driver.toLowerCase()));
  const parameters = Object.keys(asObject(after['parameters']));
  if (parameters.length === 0) errors.required('parameters', 'must contain at least one key/value pair');
  if (parameters.length > PARAMETERS_MOST) errors.tooLong('parameters', PARAMETERS_MOST);
  if (parameters.includes('')) errors.invalid('parameters', '', 'field can not be empty.');
}

function validateUnchanged(field: string, now: unknown, then: unknown, errors: FieldErrors): void {
  if (!deepEqual(now, then)) errors.immutable(field, now);
}
