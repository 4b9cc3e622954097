import {
  configKey,
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  labelValue,
  portName,
  qualifiedName,
  variableName,
} from './validation/names';
import { minorOf, OLDEST_KUBERNETES } from './versions';

/**
 * The names that the API server takes, worded for whoever writes a prop. Each function returns `undefined` for a good value,
 * else what is wrong with it as the end of a sentence that begins with "must". `validation/names.ts` decides what is good.
 */

/** The longest name of a pod, a claim template, a Service or a container. */
export const DNS_LABEL_MAX = 63;
const DNS_SUBDOMAIN_MAX = 253;

/**
 * The longest StatefulSet name that always works. Pods carry the label `controller-revision-hash: <name>-<hash>`, at most 63
 * characters, and the hash has up to 10: a longer name is accepted, and then no pod comes up (kubernetes#64023).
 */
export const STATEFUL_SET_NAME_MAX = 52;

export function dnsLabelFault(value: string, max: number = DNS_LABEL_MAX): string | undefined {
  if (value.length > max) {
    return `must have at most ${max} characters`;
  }
  return isGood(dns1123Label(value))
    ? undefined
    : 'must be a DNS label: lower-case letters, digits and hyphens, beginning and ending with a letter or digit';
}

/** Service names must begin with a letter until Kubernetes 1.36. */
export function serviceNameFault(value: string): string | undefined {
  return (
    dnsLabelFault(value) ??
    (isGood(dns1035Label(value)) ? undefined : 'must begin with a letter (Kubernetes before 1.36 refuses a digit)')
  );
}

export function dnsSubdomainFault(value: string): string | undefined {
  if (value.length > DNS_SUBDOMAIN_MAX) {
    return `must have at most ${DNS_SUBDOMAIN_MAX} characters`;
  }
  return isGood(dns1123Subdomain(value))
    ? undefined
    : 'must be a DNS name: labels of lower-case letters, digits and hyphens, joined by dots';
}

export function labelKeyFault(key: string): string | undefined {
  if (isGood(qualifiedName(key))) {
    return undefined;
  }
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash >= 0 && dnsSubdomainFault(key.slice(0, slash)) !== undefined) {
    return 'must have a DNS name before the slash';
  }
  return name.length > DNS_LABEL_MAX
    ? `must have at most ${DNS_LABEL_MAX} characters in its name (after the slash)`
    : 'must be letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit';
}

export function labelValueFault(value: string): string | undefined {
  if (isGood(labelValue(value))) {
    return undefined;
  }
  return value.length > DNS_LABEL_MAX
    ? `must have at most ${DNS_LABEL_MAX} characters`
    : 'must be empty, or letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit';
}

/** Port names are IANA service names: SRV records and Service target ports are made of them. */
export function portNameFault(value: string): string | undefined {
  if (isGood(portName(value))) {
    return undefined;
  }
  return value.length > 15
    ? 'must have at most 15 characters'
    : 'must be lower-case letters, digits and single hyphens, with at least one letter';
}

/** The strict form: Kubernetes from 1.32 on accepts any printable character but `=`, older ones do not. */
export function envNameFault(value: string): string | undefined {
  return isGood(variableName(value, minorOf(OLDEST_KUBERNETES)))
    ? undefined
    : 'must be letters, digits, hyphens, underscores and dots, not beginning with a digit or two dots';
}

const isGood = (complaints: readonly string[]): boolean => complaints.length === 0;

/** A key of a ConfigMap or Secret, which is also the name of a file. */
export function configKeyFault(value: string): string | undefined {
  return isGood(configKey(value))
    ? undefined
    : 'must be letters, digits, hyphens, underscores and dots, at most 253, and not begin with two dots';
}
