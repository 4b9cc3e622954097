import { asList, asObject, asObjects, isPlainObject, type PlainObject } from '../plain';
import { validateEnvironment } from './environment';
import type { FieldErrors } from './field-error';
import { dns1123Label, portName, portNumber } from './names';
import { validateId, validateSeccomp } from './pod-template';
import { validateLifecycle, validateProbe } from './probes';
import { validateResources } from './resources';
import { rejectBacksteps } from './volumes';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
type Volumes = ReadonlyMap<string, PlainObject>;

/** The containers and init containers of a pod template. */
export function validateContainers(
  spec: PlainObject,
  path: string,
  volumes: Volumes,
  minor: number,
  errors: FieldErrors,
): void {
  const containers = asObjects(spec['containers']);
  if (containers.length === 0) errors.required(`${path}.containers`);
  const names = new Set<unknown>();
  containers.forEach((container, index) => {
    const field = `${path}.containers[${index}]`;
    validateContainer(container, field, volumes, errors);
    if (names.has(container['name'] ?? '')) errors.duplicate(`${field}.name`, container['name']);
    names.add(container['name'] ?? '');
    validateLifecycle(container['lifecycle'], `${field}.lifecycle`, errors);
    for (const probe of PROBES) validateProbe(container[probe], probe, `${field}.${probe}`, errors);
    if (container['restartPolicy'] !== undefined) {
      if (minor < 35) errors.forbidden(`${field}.restartPolicy`, 'may not be set for non-init containers');
      else errors.oneOf(`${field}.restartPolicy`, container['restartPolicy'], ['Always', 'Never', 'OnFailure']);
    }
  });
  hostPortConflicts(containers, `${path}.containers`, errors);
  asObjects(spec['initContainers']).forEach((container, index) => {
    const field = `${path}.initContainers[${index}]`;
    validateContainer(container, field, volumes, errors);
    if (names.has(container['name'])) errors.duplicate(`${field}.name`, container['name']);
    else if (container['name'] !== undefined) names.add(container['name']);
    hostPortConflicts([container], `${path}.initContainers`, errors);
    validateInitContainer(container, field, minor, errors);
  });
}

function validateInitContainer(container: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const policy = container['restartPolicy'];
  if (policy !== undefined && (minor < 35 ? policy !== 'Always' : true)) {
    errors.oneOf(`${field}.restartPolicy`, policy, minor < 35 ? ['Always'] : ['Always', 'Never', 'OnFailure']);
  }
  if (policy === 'Always') {
    validateLifecycle(container['lifecycle'], `${field}.lifecycle`, errors);
    for (const probe of PROBES) validateProbe(container[probe], probe, `${field}.${probe}`, errors);
    return;
  }
  for (const name of ['lifecycle', ...PROBES]) {
    if (container[name] !== undefined) {
      errors.forbidden(`${field}.${name}`, 'may not be set for init containers without restartPolicy=Always');
    }
  }
}

function validateContainer(container: PlainObject, field: string, volumes: Volumes, errors: FieldErrors): void {
  const { name } = container;
  if (typeof name !== 'string') errors.required(`${field}.name`);
  else errors.messages(`${field}.name`, name, dns1123Label(name));
  if (container['image'] === undefined) errors.required(`${field}.image`);
  errors.oneOf(`${field}.terminationMessagePolicy`, container['terminationMessagePolicy'], [
    'File',
    'FallbackToLogsOnError',
  ]);
  validatePorts(asObjects(container['ports']), `${field}.ports`, errors);
  validateEnvironment(container, field, errors);
  validateMounts(container, `${field}.volumeMounts`, volumes, errors);
  validateDevices(container, `${field}.volumeDevices`, volumes, errors);
  errors.oneOf(`${field}.imagePullPolicy`, container['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']);
  validateResources(asObject(container['resources']), `${field}.resources`, errors);
  if (isPlainObject(container['securityContext'])) {
    validateSecurityContext(container['securityContext'], `${field}.securityContext`, errors);
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

function validateMounts(container: PlainObject, path: string, volumes: Volumes, errors: FieldErrors): void {
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
    if (name !== undefined && deviceNames.has(name)) {
      errors.invalid(`${field}.name`, name, 'must not already exist in volumeDevices');
    }
    if (mountPath !== undefined && devicePaths.has(mountPath)) {
      errors.invalid(`${field}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices');
    }
    if (subPath !== undefined && subPathExpr !== undefined) {
      errors.invalid(`${field}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive');
    }
    for (const [key, value] of Object.entries({ subPath, subPathExpr })) {
      if (typeof value !== 'string') continue;
      if (value.startsWith('/')) errors.invalid(`${path}.${key}`, value, 'must be a relative path');
      rejectBacksteps(value, `${path}.${key}`, errors);
    }
    const propagation = mount['mountPropagation'];
    errors.oneOf(`${path}.mountPropagation`, propagation, ['Bidirectional', 'HostToContainer', 'None'], false);
    const privileged = asObject(container['securityContext'])['privileged'] === true;
    if (propagation === 'Bidirectional' && !privileged) {
      const detail = 'Bidirectional mount propagation is available only to privileged containers';
      errors.forbidden(`${path}.mountPropagation`, detail);
    }
  });
}

function validateDevices(container: PlainObject, path: string, volumes: Volumes, errors: FieldErrors): void {
  const names = new Set<unknown>();
  const paths = new Set<unknown>();
  asObjects(container['volumeDevices']).forEach((device, index) => {
    const field = `${path}[${index}]`;
    const { name, devicePath } = device;
    const volume = typeof name === 'string' ? volumes.get(name) : undefined;
    if (name === undefined) errors.required(`${field}.name`);
    if (names.has(name)) errors.invalid(`${field}.name`, name, 'must be unique');
    if (volume === undefined) errors.notFound(`${field}.name`, name ?? '');
    else if (volume['persistentVolumeClaim'] === undefined && volume['ephemeral'] === undefined) {
      const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.invalid(`${field}.name`, name, detail);
    }
    if (devicePath === undefined) errors.required(`${field}.devicePath`);
    if (paths.has(devicePath)) errors.invalid(`${field}.devicePath`, devicePath, 'must be unique');
    names.add(name);
    paths.add(devicePath);
  });
}

function validateSecurityContext(context: PlainObject, field: string, errors: FieldErrors): void {
  for (const name of ['runAsUser', 'runAsGroup']) validateId(context[name], `${field}.${name}`, errors);
  if (context['procMount'] !== undefined) {
    errors.oneOf(`${field}.procMount`, context['procMount'], ['Default', 'Unmasked']);
  }
  validateSeccomp(context['seccompProfile'], `${field}.seccompProfile`, errors);
  if (context['allowPrivilegeEscalation'] !== false) return;
  if (context['privileged'] === true) {
    errors.invalid(field, context, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true');
  }
  if (asList(asObject(context['capabilities'])['add']).includes('CAP_SYS_ADMIN')) {
    const detail = 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN';
    errors.invalid(field, context, detail);
  }
}
