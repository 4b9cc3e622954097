import { has } from '../gates';
import { isCidr, isIp, isWithin } from '../addresses';
import { asList, asObject, asObjects, at, type PlainObject } from '../plain';
import { validateCidr } from './addresses';
import type { FieldErrors } from './field-error';
import { validateSelector } from './metadata';
import { dns1035Label, dns1123Label, dns1123Subdomain, portName, portNumber } from './names';

/** The spec of a NetworkPolicy. */
export function validateNetworkPolicy(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const known = rangesOf(old);
  validateSelector(spec['podSelector'], 'spec.podSelector', errors);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    asObjects(spec[direction]).forEach((rule, index) => {
      const field = `spec.${direction}[${index}]`;
      asObjects(rule['ports']).forEach((port, at) => validatePolicyPort(port, `${field}.ports[${at}]`, errors));
      asObjects(rule[peers]).forEach((peer, at) =>
        validatePeer(peer, `${field}.${peers}[${at}]`, minor, known, errors),
      );
    });
  }
  const types = asList(spec['policyTypes']);
  if (types.length > 2) errors.invalid('spec.policyTypes', types, 'may not specify more than two policyTypes');
  else types.forEach((type, index) => errors.oneOf(`spec.policyTypes[${index}]`, type, ['Egress', 'Ingress']));
}

function validatePolicyPort(port: PlainObject, field: string, errors: FieldErrors): void {
  errors.oneOf(`${field}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP'], false);
  const { port: number, endPort } = port;
  if (typeof number === 'number') {
    errors.messages(`${field}.port`, number, portNumber(number));
    if (typeof endPort !== 'number') return;
    if (endPort < number) errors.invalid(`${field}.endPort`, number, 'must be greater than or equal to `port`');
    errors.messages(`${field}.endPort`, endPort, portNumber(endPort));
  } else if (typeof number === 'string') {
    if (endPort !== undefined)
      errors.invalid(`${field}.endPort`, endPort, 'may not be specified when `port` is non-numeric');
    errors.messages(`${field}.port`, number, portName(number));
  } else if (endPort !== undefined) {
    errors.invalid(`${field}.endPort`, endPort, 'may not be specified when `port` is not specified');
  }
}

function validatePeer(
  peer: PlainObject,
  field: string,
  minor: number,
  known: readonly unknown[],
  errors: FieldErrors,
): void {
  const selectors = ['podSelector', 'namespaceSelector'].filter((name) => peer[name] !== undefined);
  for (const name of selectors) validateSelector(peer[name], `${field}.${name}`, errors);
  if (peer['ipBlock'] === undefined) {
    if (selectors.length === 0) errors.required(field, 'must specify a peer');
    return;
  }
  if (selectors.length > 0) errors.forbidden(field, 'may not specify both ipBlock and another peer');
  const cidr = at(peer, 'ipBlock', 'cidr');
  if (cidr === undefined) {
    errors.required(`${field}.ipBlock.cidr`);
    return;
  }
  validateCidr(cidr, `${field}.ipBlock.cidr`, minor, known, errors);
  if (!isCidr(cidr)) return;
  asList(at(peer, 'ipBlock', 'except')).forEach((except, index) => {
    const path = `${field}.ipBlock.except[${index}]`;
    validateCidr(except, path, minor, known, errors);
    if (isCidr(except) && !isWithin(except, cidr)) errors.invalid(path, except, 'must be a strict subset of `cidr`');
  });
}

/** All ranges of a policy, wherever they stand: one that was there before may move. */
function rangesOf(spec: PlainObject): readonly unknown[] {
  const peers = [...asObjects(spec['ingress']), ...asObjects(spec['egress'])].flatMap((rule) =>
    ['from', 'to'].flatMap((list) => asObjects(rule[list])),
  );
  return peers.flatMap((peer) => [at(peer, 'ipBlock', 'cidr') ?? [], asList(at(peer, 'ipBlock', 'except'))]).flat();
}

/** The spec of an Ingress. */
export function validateIngress(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  // Where the old object has one that is no name, none is judged.
  const known = asObjects(old['tls']).some(({ secretName }) => !isSecretName(secretName));
  const rules = asObjects(spec['rules']);
  if (rules.length === 0 && spec['defaultBackend'] === undefined) {
    errors.invalid('spec', spec, 'either `defaultBackend` or `rules` must be specified');
  }
  if (spec['defaultBackend'] !== undefined) {
    validateBackend(asObject(spec['defaultBackend']), 'spec.defaultBackend', minor, errors);
  }
  asObjects(spec['tls']).forEach((entry, index) => {
    asList(entry['hosts']).forEach((host, at) => validateHost(host, `spec.tls[${index}].hosts[${at}]`, errors));
    const { secretName } = entry;
    if (!known && typeof secretName === 'string' && secretName !== '') {
      errors.messages(`spec.tls[${index}].secretName`, secretName, dns1123Subdomain(secretName));
    }
  });
  rules.forEach((rule, index) => {
    const field = `spec.rules[${index}]`;
    const host = rule['host'];
    if (isIp(host)) errors.invalid(`${field}.host`, host, 'must be a DNS name, not an IP address');
    if (host !== undefined) validateHost(host, `${field}.host`, errors);
    if (rule['http'] === undefined) return;
    const paths = asObjects(at(rule, 'http', 'paths'));
    if (paths.length === 0) errors.required(`${field}.http.paths`);
    paths.forEach((path, at) => validatePath(path, `${field}.http.paths[${at}]`, minor, errors));
  });
  const className = spec['ingressClassName'];
  if (typeof className === 'string') errors.messages('spec.ingressClassName', className, dns1123Subdomain(className));
}

function isSecretName(name: unknown): boolean {
  return typeof name !== 'string' || name === '' || dns1123Subdomain(name).length === 0;
}

const WILDCARD = "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain";

function validateHost(host: unknown, field: string, errors: FieldErrors): void {
  if (typeof host !== 'string') return;
  if (host.includes('*')) {
    if (!host.startsWith('*.') || dns1123Subdomain(host.slice(2)).length > 0) errors.invalid(field, host, WILDCARD);
  } else errors.messages(field, host, dns1123Subdomain(host));
}

function validatePath(entry: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const { path, pathType } = entry;
  if (pathType === undefined) errors.required(`${field}.pathType`, 'pathType must be specified');
  else if (pathType === 'Exact' || pathType === 'Prefix') {
    const text = typeof path === 'string' ? path : '';
    if (!text.startsWith('/')) errors.invalid(`${field}.path`, text, 'must be an absolute path');
    else {
      for (const bad of ['//', '/./', '/../', '%2f', '%2F']) {
        if (text.includes(bad)) errors.invalid(`${field}.path`, text, `must not contain '${bad}'`);
      }
      for (const bad of ['/..', '/.']) {
        if (text.endsWith(bad)) errors.invalid(`${field}.path`, text, `cannot end with '${bad}'`);
      }
    }
  } else if (pathType === 'ImplementationSpecific') {
    if (typeof path === 'string' && !path.startsWith('/')) {
      errors.invalid(`${field}.path`, path, 'must be an absolute path');
    }
  } else errors.oneOf(`${field}.pathType`, pathType, ['Exact', 'Prefix', 'ImplementationSpecific']);
  validateBackend(asObject(entry['backend']), `${field}.backend`, minor, errors);
}

function validateBackend(backend: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const { service, resource } = backend;
  if (service !== undefined && resource !== undefined) {
    errors.invalid(field, '', 'cannot set both resource and service backends');
  } else if (resource !== undefined) {
    for (const name of ['kind', 'name']) {
      if (at(resource, name) === undefined) errors.required(`${field}.resource.${name}`);
    }
  } else if (service === undefined) {
    errors.invalid(field, '', 'resource or service backend is required');
  } else {
    const name = at(service, 'name');
    if (typeof name !== 'string') errors.required(`${field}.service.name`);
    else {
      const rule = has('RelaxedServiceNameValidation', minor) ? dns1123Label : dns1035Label;
      errors.messages(`${field}.service.name`, name, rule(name));
    }
    validateBackendPort(asObject(at(service, 'port')), `${field}.service.port`, field, errors);
  }
}

function validateBackendPort(port: PlainObject, field: string, backend: string, errors: FieldErrors): void {
  const { name, number } = port;
  if (name !== undefined && number !== undefined) {
    errors.invalid(backend, '', 'cannot set both port name & port number');
  } else if (typeof name === 'string') errors.messages(`${field}.name`, name, portName(name));
  else if (number !== undefined) errors.messages(`${field}.number`, number, portNumber(number));
  else errors.required(backend, 'port name or number is required');
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** A new Ingress names its class once, or the same one twice. */
export function validateOneIngressClass(ingress: PlainObject, errors: FieldErrors): void {
  const annotation = at(ingress, 'metadata', 'annotations', CLASS_ANNOTATION);
  const name = at(ingress, 'spec', 'ingressClassName');
  if (annotation === undefined || name === undefined || annotation === name) return;
  const detail = 'must match `ingressClassName` when both are specified';
  errors.invalid(`annotations.${CLASS_ANNOTATION}`, annotation, detail);
}
