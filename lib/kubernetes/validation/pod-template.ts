import { has } from '../gates';
import { asList, asObject, asObjects, asText, at, type PlainObject } from '../plain';
import { validateIp } from './addresses';
import { validateContainers } from './containers';
import type { FieldErrors } from './field-error';
import { validateAnnotations, validateLabels } from './metadata';
import { dns1123Label, dns1123Subdomain, qualifiedName } from './names';
import { validateResourceClaims } from './resource-claims';
import { validatePodResources, validateResources } from './resources';
import { validateAffinity, validateTolerations, validateTopologySpread } from './scheduling';
import { validatePodSecurity } from './security-context';
import { validateVolumes } from './volumes';
import { containersOf, validateHostProcess, validateOs } from './windows';

const HOST_NAME_LONGEST = 64;
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

/** A pod template that stands in another object, and the one that it replaces: what is left to the pod itself is not judged. */
export function validatePodTemplate(
  template: PlainObject,
  old: unknown,
  field: string,
  minor: number,
  errors: FieldErrors,
): void {
  validateLabels(at(template, 'metadata', 'labels'), `${field}.labels`, errors);
  validateAnnotations(at(template, 'metadata', 'annotations'), `${field}.annotations`, errors);
  const spec = asObject(template['spec']);
  if (asList(spec['ephemeralContainers']).length > 0) {
    errors.forbidden(`${field}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
  }
  validatePodSpec(spec, asObject(at(old, 'spec')), `${field}.spec`, minor, errors);
}

/** The spec of a pod, and the one that it replaces. */
export function validatePodSpec(
  spec: PlainObject,
  old: PlainObject,
  path: string,
  minor: number,
  errors: FieldErrors,
): void {
  const volumes = validateVolumes(spec['volumes'], `${path}.volumes`, minor, errors);
  const claims = validateResourceClaims(spec, `${path}.resourceClaims`, errors);
  validateContainers({ spec, volumes, claims, minor }, path, errors);
  validatePodResources(spec, `${path}.resources`, errors);
  validateNetwork(spec, path, minor, errors);
  if (spec['hostUsers'] === false) validateOwnUsers(spec, path, errors);
  errors.oneOf(`${path}.restartPolicy`, spec['restartPolicy'], ['Always', 'OnFailure', 'Never']);
  validateLabels(spec['nodeSelector'], `${path}.nodeSelector`, errors);
  const oldContext = asObject(old['securityContext']);
  validatePodSecurity(asObject(spec['securityContext']), oldContext, `${path}.securityContext`, minor, errors);
  if (spec['shareProcessNamespace'] === true && spec['hostPID'] === true) {
    errors.invalid(`${path}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled');
  }
  validateAffinity(asObject(spec['affinity']), `${path}.affinity`, minor, errors);
  asObjects(spec['readinessGates']).forEach((gate, index) => {
    const type = typeof gate['conditionType'] === 'string' ? gate['conditionType'] : '';
    errors.messages(`${path}.readinessGates[${index}].conditionType`, type, qualifiedName(type));
  });
  validateTopologySpread(asObjects(spec['topologySpreadConstraints']), `${path}.topologySpreadConstraints`, errors);
  validateTolerations(asObjects(spec['tolerations']), `${path}.tolerations`, errors);
  for (const name of ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'] as const) {
    const value = spec[name];
    if (typeof value === 'string' && (value !== '' || name === 'runtimeClassName')) {
      errors.messages(`${path}.${name}`, value, dns1123Subdomain(value));
    }
  }
  for (const name of ['hostname', 'subdomain']) {
    const value = spec[name];
    if (typeof value === 'string') errors.messages(`${path}.${name}`, value, dns1123Label(value));
  }
  if (spec['preemptionPolicy'] !== undefined) {
    errors.oneOf(`${path}.preemptionPolicy`, spec['preemptionPolicy'], ['PreemptLowerPriority', 'Never']);
  }
  if (spec['overhead'] !== undefined) {
    validateResources({ limits: spec['overhead'] }, `${path}.overhead`, new Set(), errors);
  }
  validateGates(spec, `${path}.schedulingGates`, errors);
  validateHostName(spec, `${path}.hostnameOverride`, errors);
  validateHostProcess(spec, path, errors);
  validateOs(spec, path, errors);
  validateFileVolumes(spec, path, errors);
}

function validateGates(spec: PlainObject, path: string, errors: FieldErrors): void {
  const seen = new Set<unknown>();
  asList(spec['schedulingGates']).forEach((each, index) => {
    const name = asText(asObject(each)['name']) ?? '';
    errors.messages(`${path}[${index}]`, name, qualifiedName(name));
    if (seen.has(name)) errors.duplicate(`${path}[${index}]`, name);
    seen.add(name);
  });
}

function validateHostName(spec: PlainObject, field: string, errors: FieldErrors): void {
  const name = spec['hostnameOverride'];
  if (typeof name !== 'string') return;
  for (const other of ['setHostnameAsFQDN', 'hostNetwork']) {
    if (spec[other] === true) errors.forbidden(field, `may not be specified when ${other} is true`);
  }
  if (name.length > HOST_NAME_LONGEST) errors.tooLong(field, HOST_NAME_LONGEST);
  errors.messages(field, name, dns1123Subdomain(name));
}

/** Values that come from a file are read from an emptyDir. */
function validateFileVolumes(spec: PlainObject, path: string, errors: FieldErrors): void {
  const volumes = new Map(asObjects(spec['volumes']).map((volume) => [volume['name'], volume]));
  for (const [container, field] of containersOf(spec, path)) {
    asList(container['env']).forEach((variable, index) => {
      const reference = at(variable, 'valueFrom', 'fileKeyRef');
      if (reference === undefined) return;
      const name = at(reference, 'volumeName');
      const volume = volumes.get(name);
      const place = `${field}.env[${index}].valueFrom.fileKeyRef.volumeName`;
      if (volume === undefined) errors.notFound(place, name ?? '');
      else if (volume['emptyDir'] === undefined) {
        errors.invalid(place, name, 'referenced volume must be of type emptyDir');
      }
    });
  }
}

/** What a pod with users of its own cannot share with its node. */
function validateOwnUsers(spec: PlainObject, path: string, errors: FieldErrors): void {
  const words = 'when `hostUsers` is false';
  if (spec['hostNetwork'] === true) errors.forbidden(`${path}.hostNetwork`, words);
  if (spec['hostPID'] === true) errors.forbidden(`${path}.HostPID`, words);
  if (spec['hostIPC'] === true) errors.forbidden(`${path}.HostIPC`, words);
  for (const list of ['containers', 'initContainers']) {
    asObjects(spec[list]).forEach((container, index) => {
      if (asList(container['volumeDevices']).length > 0)
        errors.forbidden(`${path}.${list}[${index}].volumeDevices`, words);
    });
  }
}

function validateNetwork(spec: PlainObject, path: string, minor: number, errors: FieldErrors): void {
  const policy = spec['dnsPolicy'];
  errors.oneOf(`${path}.dnsPolicy`, policy, DNS_POLICIES);
  const config = asObject(spec['dnsConfig']);
  const servers = asList(config['nameservers']);
  if (policy === 'None' && spec['dnsConfig'] === undefined) {
    errors.required(`${path}.dnsConfig`, 'must provide `dnsConfig` when `dnsPolicy` is None');
  } else if (policy === 'None' && servers.length === 0) {
    errors.required(
      `${path}.dnsConfig.nameservers`,
      'must provide at least one DNS nameserver when `dnsPolicy` is None',
    );
  }
  if (servers.length > 3)
    errors.invalid(`${path}.dnsConfig.nameservers`, servers, 'must not have more than 3 nameservers');
  servers.forEach((server, index) => {
    validateIp(server, `${path}.dnsConfig.nameservers[${index}]`, minor, [], errors);
  });
  const searches = asList(config['searches']).filter((search) => typeof search === 'string');
  if (searches.length > 32)
    errors.invalid(`${path}.dnsConfig.searches`, searches, 'must not have more than 32 search paths');
  if (searches.join(' ').length > 2048) {
    const detail = 'must not have more than 2048 characters (including spaces) in the search list';
    errors.invalid(`${path}.dnsConfig.searches`, searches, detail);
  }
  searches.forEach((search, index) => {
    const relaxed = has('RelaxedDNSSearchValidation', minor);
    if (relaxed && search === '.') return;
    const whole = search.replace(/\.$/, '');
    const name = relaxed ? whole.replace(/_/g, 'a') : whole;
    errors.messages(`${path}.dnsConfig.searches[${index}]`, search, dns1123Subdomain(name));
  });
  asObjects(config['options']).forEach((option, index) => {
    if (option['name'] === undefined) errors.required(`${path}.dnsConfig.options[${index}]`, 'must not be empty');
  });
  asObjects(spec['hostAliases']).forEach((alias, index) => {
    validateIp(alias['ip'], `${path}.hostAliases[${index}].ip`, minor, [], errors);
    asList(alias['hostnames']).forEach((name, at) => {
      const field = `${path}.hostAliases[${index}].hostnames[${at}]`;
      if (typeof name === 'string') errors.messages(field, name, dns1123Subdomain(name));
    });
  });
  if (spec['hostNetwork'] !== true) return;
  asObjects(spec['containers']).forEach((container, index) => {
    asObjects(container['ports']).forEach((port, at) => {
      if (port['hostPort'] !== undefined && port['hostPort'] !== port['containerPort']) {
        const detail = 'must match `containerPort` when `hostNetwork` is true';
        errors.invalid(`${path}.containers[${index}].ports[${at}].hostPort`, port['hostPort'], detail);
      }
    });
  });
}
