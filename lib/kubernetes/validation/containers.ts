import { asObject, asObjects, isPlainObject, type PlainObject } from '../plain';
import { validateContainerRestart, validateResizePolicy } from './container-restart';
import { validateEnvironment } from './environment';
import type { FieldErrors } from './field-error';
import { validateDevices, validateMounts } from './mounts';
import { dns1123Label, portName, portNumber } from './names';
import { validateLifecycle, validateProbe } from './probes';
import { validateResources } from './resources';
import { validateContainerSecurity } from './security-context';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** What the containers of a pod share. */
export interface Pod {
  readonly spec: PlainObject;
  /** Volumes that can be mounted, by name. */
  readonly volumes: ReadonlyMap<string, PlainObject>;
  /** Names of the pod's resource claims. */
  readonly claims: ReadonlySet<string>;
  readonly minor: number;
}

/** The containers and init containers of a pod template. */
export function validateContainers(pod: Pod, path: string, errors: FieldErrors): void {
  const { spec, minor } = pod;
  const containers = asObjects(spec['containers']);
  if (containers.length === 0) errors.required(`${path}.containers`);
  const names = new Set<unknown>();
  containers.forEach((container, index) => {
    const field = `${path}.containers[${index}]`;
    validateContainer(container, field, false, pod, errors);
    if (names.has(container['name'] ?? '')) errors.duplicate(`${field}.name`, container['name']);
    names.add(container['name'] ?? '');
    validateLifecycle(container['lifecycle'], spec, `${field}.lifecycle`, minor, errors);
    for (const probe of PROBES) validateProbe(container[probe], probe, `${field}.${probe}`, errors);
    validateContainerRestart(container, field, false, minor, errors);
  });
  hostPortConflicts(containers, `${path}.containers`, errors);
  asObjects(spec['initContainers']).forEach((container, index) => {
    const field = `${path}.initContainers[${index}]`;
    validateContainer(container, field, true, pod, errors);
    if (names.has(container['name'])) errors.duplicate(`${field}.name`, container['name']);
    else if (container['name'] !== undefined) names.add(container['name']);
    hostPortConflicts([container], `${path}.initContainers`, errors);
    validateContainerRestart(container, field, true, minor, errors);
    validateInitContainer(container, field, pod, errors);
  });
}

function validateInitContainer(container: PlainObject, field: string, { spec, minor }: Pod, errors: FieldErrors): void {
  if (container['restartPolicy'] === 'Always') {
    validateLifecycle(container['lifecycle'], spec, `${field}.lifecycle`, minor, errors);
    for (const probe of PROBES) validateProbe(container[probe], probe, `${field}.${probe}`, errors);
    return;
  }
  for (const name of ['lifecycle', ...PROBES]) {
    if (container[name] !== undefined) {
      errors.forbidden(`${field}.${name}`, 'may not be set for init containers without restartPolicy=Always');
    }
  }
}

function validateContainer(
  container: PlainObject,
  field: string,
  isInit: boolean,
  { spec, volumes, claims, minor }: Pod,
  errors: FieldErrors,
): void {
  const { name } = container;
  if (typeof name !== 'string') errors.required(`${field}.name`);
  else errors.messages(`${field}.name`, name, dns1123Label(name));
  if (container['image'] === undefined) errors.required(`${field}.image`);
  errors.oneOf(`${field}.terminationMessagePolicy`, container['terminationMessagePolicy'], [
    'File',
    'FallbackToLogsOnError',
  ]);
  validatePorts(asObjects(container['ports']), `${field}.ports`, errors);
  validateEnvironment(container, field, minor, errors);
  validateMounts(container, `${field}.volumeMounts`, volumes, errors);
  validateDevices(container, `${field}.volumeDevices`, volumes, errors);
  errors.oneOf(`${field}.imagePullPolicy`, container['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']);
  validateResources(asObject(container['resources']), `${field}.resources`, claims, errors);
  const isPlainInit = isInit && container['restartPolicy'] !== 'Always';
  validateResizePolicy(container, field, isPlainInit, spec['restartPolicy'], errors);
  if (isPlainObject(container['securityContext'])) {
    const hostUsers = spec['hostUsers'] !== false;
    validateContainerSecurity(container['securityContext'], `${field}.securityContext`, hostUsers, errors);
  }
}

function validatePorts(ports: readonly PlainObject[], path: string, errors: FieldErrors): void {
  const names = new Set<string>();
  ports.forEach((port, index) => {
    const field = `${path}[${index}]`;
    const { name, containerPort, hostPort } = port;
    if (typeof name === 'string') {
      const problems = portName(name);
      errors.messages(`${field}.name`, name, problems);
      if (problems.length === 0 && names.has(name)) errors.duplicate(`${field}.name`, name);
      names.add(name);
    }
    if (containerPort === undefined) errors.required(`${field}.containerPort`);
    else errors.messages(`${field}.containerPort`, containerPort, portNumber(containerPort));
    if (hostPort !== undefined) errors.messages(`${field}.hostPort`, hostPort, portNumber(hostPort));
    errors.oneOf(`${field}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']);
  });
}

function hostPortConflicts(containers: readonly PlainObject[], path: string, errors: FieldErrors): void {
  const taken = new Set<string>();
  containers.forEach((container, index) => {
    asObjects(container['ports']).forEach((port, at) => {
      if (port['hostPort'] === undefined) return;
      const key = `${String(port['protocol'])}/${String(port['hostIP'] ?? '')}/${String(port['hostPort'])}`;
      if (taken.has(key)) errors.duplicate(`${path}[${index}].ports[${at}].hostPort`, key);
      taken.add(key);
    });
  });
}
