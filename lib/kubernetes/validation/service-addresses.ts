import { asList, type PlainObject } from '../plain';
import { validateIp } from './addresses';
import type { FieldErrors } from './field-error';
import { dns1123Subdomain } from './names';

export const NO_CLUSTER_IP = 'None';
/** Stands for the address or port that the API server picks. */
export const ALLOCATED = '(allocated)';

export function isHeadless(spec: PlainObject): boolean {
  return asList(spec['clusterIPs'])[0] === NO_CLUSTER_IP;
}

export function compareLists(
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

export function validateExternalName(spec: PlainObject, errors: FieldErrors): void {
  for (const field of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    if (spec[field] !== undefined) errors.forbidden(`spec.${field}`, 'may not be set for ExternalName services');
  }
  const name = typeof spec['externalName'] === 'string' ? spec['externalName'].replace(/\.$/, '') : '';
  if (name === '') errors.required('spec.externalName');
  else errors.messages('spec.externalName', name, dns1123Subdomain(name));
}

export function validateAddresses(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
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

/** Whether one address family is left of two. */
export function releasesFamily(spec: PlainObject, oldSpec: PlainObject): boolean {
  return asList(spec['ipFamilies']).length === 1 && asList(oldSpec['ipFamilies']).length === 2;
}

/** A headless Service has no addresses of its own, and yet says that it gives up its second family. */
export function validateRelease(spec: PlainObject, oldSpec: PlainObject, errors: FieldErrors): void {
  const policy = spec['ipFamilyPolicy'];
  if (releasesFamily(spec, oldSpec) && policy !== 'SingleStack') {
    errors.invalid('spec.ipFamilyPolicy', policy, "must be 'SingleStack' to release the secondary IP family");
  }
}

/** The single address family that goes with `SingleStack`. Some servers say it first, others only when all else is good. */
export function validateStack(spec: PlainObject, errors: FieldErrors): void {
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
