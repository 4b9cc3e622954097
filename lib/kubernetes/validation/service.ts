import { isExternallyAccessible } from '../defaults-service';
import { asList, asObject, asObjects, at, type PlainObject } from '../plain';
import { validateCidr, validateIp } from './addresses';
import { FieldErrors } from './field-error';
import { validateLabels, validateMetadata, validateMetadataUpdate } from './metadata';
import { dns1035Label, dns1123Label, dns1123Subdomain, qualifiedName } from './names';
import { validatePort } from './probes';
import { portNumber } from './names';

/** Names may start with a digit from here on. */
export const DIGIT_NAMES_SINCE = 36;
export const NO_CLUSTER_IP = 'None';
/** Stands for the address or port that the API server picks. */
export const ALLOCATED = '(allocated)';

export function isHeadless(spec: PlainObject): boolean {
  return asList(spec['clusterIPs'])[0] === NO_CLUSTER_IP;
}

/** A Service about to be created. It is decoded and prepared: defaults and allocated values are filled in. */
export function validateService(service: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  const rule = minor >= DIGIT_NAMES_SINCE ? dns1123Label : dns1035Label;
  validateMetadata(asObject(service['metadata']), 'metadata', rule, errors);
  validateSpec(asObject(service['spec']), {}, minor, errors);
  validateStack(asObject(service['spec']), errors);
  return errors;
}

/** A Service about to replace another. */
export function validateServiceUpdate(service: PlainObject, old: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  validateMetadataUpdate(asObject(service['metadata']), 'metadata', errors);
  const spec = asObject(service['spec']);
  const oldSpec = asObject(old['spec']);
  const named = spec['type'] === 'ExternalName' || oldSpec['type'] === 'ExternalName';
  if (!named && !(isHeadless(spec) && isHeadless(oldSpec))) {
    compareLists(spec, oldSpec, 'clusterIPs', 'primary clusterIP can not be unset', 'clusterIP', errors);
    if (isHeadless(spec) === isHeadless(oldSpec)) {
      compareLists(spec, oldSpec, 'ipFamilies', 'primary ipFamily can not be unset', 'ipFamily', errors);
    }
  }
  if (spec['type'] === 'LoadBalancer' && oldSpec['type'] === 'LoadBalancer') {
    if (spec['loadBalancerClass'] !== oldSpec['loadBalancerClass']) {
      errors.invalid('spec.loadBalancerClass', spec['loadBalancerClass'], 'may not change once set');
    }
    if (needsHealthCheck(spec) && needsHealthCheck(oldSpec)) {
      if (spec['healthCheckNodePort'] !== oldSpec['healthCheckNodePort']) {
        errors.forbidden('spec.healthCheckNodePort', 'field is immutable');
      }
    }
  }
  validateSpec(spec, oldSpec, minor, errors);
  validateStack(spec, errors);
  return errors;
}

function compareLists(
  spec: PlainObject,
  oldSpec: PlainObject,
  field: 'clusterIPs' | 'ipFamilies',
  unset: string,
  noun: string,
  errors: FieldErrors,
): void {
  const before = asList(oldSpec[field]);
  const after = asList(spec[field]);
  if (after.length === 0 && before.length > 0) {
    errors.invalid(`spec.${field}[0]`, after, unset);
    return;
  }
  const moved = before.findIndex((value, index) => index < after.length && value !== after[index]);
  if (moved === 0 || (moved > 0 && before.length === after.length)) {
    errors.invalid(`spec.${field}[${field === 'ipFamilies' ? 0 : moved}]`, after, 'may not change once set');
  }
  if (after.length === 1 && before.length > 1 && spec['ipFamilyPolicy'] !== 'SingleStack') {
    const detail = `must be set to 'SingleStack' when releasing the secondary ${noun}`;
    errors.invalid('spec.ipFamilyPolicy', spec['ipFamilyPolicy'], detail);
  }
}

export function needsHealthCheck(spec: PlainObject): boolean {
  return spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local';
}

function validateSpec(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const { type } = spec;
  const ports = asObjects(spec['ports']);
  errors.oneOf('spec.type', type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']);
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.required('spec.ports');
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    errors.invalid('spec.clusterIPs[0]', NO_CLUSTER_IP, `may not be set to 'None' for ${type} services`);
  }
  if (type === 'ExternalName') validateExternalName(spec, errors);
  else validateAddresses(spec, old, minor, errors);
  validatePorts(ports, type, errors);
  validateLabels(spec['selector'], 'spec.selector', errors);
  errors.oneOf('spec.sessionAffinity', spec['sessionAffinity'], ['ClientIP', 'None']);
  const timeout = at(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  if (spec['sessionAffinity'] === 'ClientIP' && typeof timeout === 'number' && (timeout <= 0 || timeout > 86_400)) {
    const detail = 'must be greater than 0 and less than 86400';
    errors.invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', timeout, detail);
  }
  asList(spec['externalIPs']).forEach((ip, index) => {
    validateIp(ip, `spec.externalIPs[${index}]`, minor, asList(old['externalIPs']), errors);
    if (typeof ip === 'string' && /^(127\.|169\.254\.|0\.0\.0\.0$|224\.0\.0\.|::1$|::$|fe80:)/i.test(ip)) {
      errors.invalid(`spec.externalIPs[${index}]`, ip, 'may not be in a special range');
    }
  });
  validateExternalTraffic(spec, old, minor, errors);
  const distributions = minor >= 34 ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose'];
  errors.oneOf('spec.trafficDistribution', spec['trafficDistribution'], distributions, false);
}

function validateExternalName(spec: PlainObject, errors: FieldErrors): void {
  for (const field of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    if (spec[field] !== undefined) errors.forbidden(`spec.${field}`, 'may not be set for ExternalName services');
  }
  const name = typeof spec['externalName'] === 'string' ? spec['externalName'].replace(/\.$/, '') : '';
  if (name === '') errors.required('spec.externalName');
  else errors.messages('spec.externalName', name, dns1123Subdomain(name));
}

function validateAddresses(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const ips = asList(spec['clusterIPs']);
  const first = spec['clusterIP'];
  if (first !== undefined && ips.length === 0) errors.required('spec.clusterIPs');
  else if (first !== undefined && ips[0] !== first) {
    errors.invalid('spec.clusterIPs', ips, 'first value must match `clusterIP`');
  } else if (first === undefined && ips.length > 0) {
    errors.invalid('spec.clusterIPs', ips, 'must be empty when `clusterIP` is not specified');
  }
  const known = errors.list.length;
  ips.forEach((ip, index) => {
    if (ip === NO_CLUSTER_IP && index === 0) {
      if (ips.length > 1) errors.invalid('spec.clusterIPs', ips, "'None' must be the first and only value");
    } else if (ip !== ALLOCATED) {
      validateIp(ip, `spec.clusterIPs[${index}]`, minor, asList(old['clusterIPs']), errors);
    }
  });
  const readable = errors.list.length === known;
  if (ips.length > 2) errors.invalid('spec.clusterIPs', ips, 'may only hold up to 2 values');
  asList(spec['ipFamilies']).forEach((family, index, all) => {
    errors.oneOf(`spec.ipFamilies[${index}]`, family, ['IPv4', 'IPv6']);
    if (all.indexOf(family) < index) errors.duplicate(`spec.ipFamilies[${index}]`, family);
  });
  errors.oneOf(
    'spec.ipFamilyPolicy',
    spec['ipFamilyPolicy'],
    ['PreferDualStack', 'RequireDualStack', 'SingleStack'],
    false,
  );
  if (readable && !isHeadless(spec))
    validateFamilies(ips, asList(spec['ipFamilies']), asList(old['ipFamilies']), errors);
}

/** One address for each family, in the order of the families. What was allocated before is of the family before. */
function validateFamilies(
  ips: readonly unknown[],
  families: readonly unknown[],
  oldFamilies: readonly unknown[],
  errors: FieldErrors,
): void {
  const six = ips.map((ip, index) => {
    const family = ip === ALLOCATED ? (oldFamilies[index] ?? families[index]) : undefined;
    return family === undefined ? typeof ip === 'string' && ip.includes(':') : family === 'IPv6';
  });
  if (ips.length > 1 && new Set(six).size === 1) {
    errors.invalid('spec.clusterIPs', ips, 'may specify no more than one IP for each IP family');
  }
  ips.forEach((ip, index) => {
    const family = families[index];
    const wrong = (family === 'IPv4' && six[index] === true) || (family === 'IPv6' && six[index] === false);
    if (wrong) {
      const detail = `expected an ${String(family)} value as indicated by \`ipFamilies[${index}]\``;
      errors.invalid(`spec.clusterIPs[${index}]`, ip, detail);
    }
  });
}

/** The single address family that goes with `SingleStack`. Some servers say it first, others only when all else is good. */
function validateStack(spec: PlainObject, errors: FieldErrors): void {
  if (spec['type'] === 'ExternalName' || spec['ipFamilyPolicy'] !== 'SingleStack') return;
  for (const [field, noun] of [
    ['clusterIPs', 'cluster IPs'],
    ['ipFamilies', 'IP families'],
  ] as const) {
    if (asList(spec[field]).length !== 2) continue;
    const detail = `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${noun} are specified`;
    errors.invalid('spec.ipFamilyPolicy', 'SingleStack', detail);
  }
}

function validatePorts(ports: readonly PlainObject[], type: unknown, errors: FieldErrors): void {
  const names = new Set<unknown>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  ports.forEach((port, index) => {
    const field = `spec.ports[${index}]`;
    const { name, nodePort } = port;
    if (typeof name === 'string') {
      errors.messages(`${field}.name`, name, dns1123Label(name));
      if (names.has(name)) errors.duplicate(`${field}.name`, name);
      names.add(name);
    } else if (ports.length > 1) errors.required(`${field}.name`);
    errors.messages(`${field}.port`, port['port'] ?? 0, portNumber(port['port']));
    errors.oneOf(`${field}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']);
    validatePort(port['targetPort'], `${field}.targetPort`, errors);
    if (typeof port['appProtocol'] === 'string') {
      errors.messages(`${field}.appProtocol`, port['appProtocol'], qualifiedName(port['appProtocol']));
    }
    if (type === 'ClusterIP' && nodePort !== undefined) {
      errors.forbidden(`${field}.nodePort`, "may not be used when `type` is 'ClusterIP'");
    }
    if (typeof nodePort === 'number' && nodePort > 0) {
      const key = `${String(port['protocol'])}/${nodePort}`;
      if (nodePorts.has(key)) errors.duplicate(`${field}.nodePort`, nodePort);
      nodePorts.add(key);
    }
    const key = `${String(port['protocol'])}/${String(port['port'])}`;
    if (numbers.has(key)) errors.duplicate(field, { protocol: port['protocol'], port: port['port'] });
    numbers.add(key);
  });
}

function validateExternalTraffic(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const { type } = spec;
  const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'";
  if (type !== 'LoadBalancer') {
    if (spec['allocateLoadBalancerNodePorts'] !== undefined) {
      errors.forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer);
    }
    if (spec['loadBalancerClass'] !== undefined) errors.forbidden('spec.loadBalancerClass', onlyLoadBalancer);
    if (spec['loadBalancerSourceRanges'] !== undefined) {
      errors.forbidden('spec.LoadBalancerSourceRanges', onlyLoadBalancer);
    }
  }
  asList(spec['loadBalancerSourceRanges']).forEach((range, index) => {
    const text = typeof range === 'string' ? range.trim() : range;
    validateCidr(
      text,
      `spec.LoadBalancerSourceRanges[${index}]`,
      minor,
      asList(old['loadBalancerSourceRanges']),
      errors,
    );
  });
  if (!isExternallyAccessible(spec)) {
    const policy = spec['externalTrafficPolicy'];
    if (policy !== undefined) {
      errors.invalid('spec.externalTrafficPolicy', policy, 'may only be set for externally-accessible services');
    }
  } else errors.oneOf('spec.externalTrafficPolicy', spec['externalTrafficPolicy'], ['Cluster', 'Local']);
  if (!needsHealthCheck(spec) && spec['healthCheckNodePort'] !== undefined) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.invalid('spec.healthCheckNodePort', spec['healthCheckNodePort'], detail);
  }
  errors.oneOf('spec.internalTrafficPolicy', spec['internalTrafficPolicy'], ['Cluster', 'Local'], false);
}
