/**
 * What Kubernetes accepts as a name. Each function returns `undefined` for a good value, else what is wrong with it as the
 * end of a sentence that begins with "must". Source: k8s.io/apimachinery/pkg/util/validation/validation.go.
 */

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const PORT_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

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
  return DNS_LABEL.test(value)
    ? undefined
    : 'must be a DNS label: lower-case letters, digits and hyphens, beginning and ending with a letter or digit';
}

/** Service names must begin with a letter until Kubernetes 1.36. */
export function serviceNameFault(value: string): string | undefined {
  return (
    dnsLabelFault(value) ??
    (DNS_1035_LABEL.test(value) ? undefined : 'must begin with a letter (Kubernetes before 1.36 refuses a digit)')
  );
}

export function dnsSubdomainFault(value: string): string | undefined {
  if (value.length > DNS_SUBDOMAIN_MAX) {
    return `must have at most ${DNS_SUBDOMAIN_MAX} characters`;
  }
  return DNS_SUBDOMAIN.test(value)
    ? undefined
    : 'must be a DNS name: labels of lower-case letters, digits and hyphens, joined by dots';
}

export function labelKeyFault(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && dnsSubdomainFault(prefix) !== undefined) {
    return 'must have a DNS name before the slash';
  }
  if (name.length > 63) {
    return 'must have at most 63 characters in its name (after the slash)';
  }
  return QUALIFIED_NAME.test(name)
    ? undefined
    : 'must be letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit';
}

export function labelValueFault(value: string): string | undefined {
  if (value.length > 63) {
    return 'must have at most 63 characters';
  }
  return LABEL_VALUE.test(value)
    ? undefined
    : 'must be empty, or letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit';
}

/** Port names are IANA service names: SRV records and Service target ports are made of them. */
export function portNameFault(value: string): string | undefined {
  if (value.length > 15) {
    return 'must have at most 15 characters';
  }
  return PORT_NAME.test(value) && /[a-z]/.test(value) && !value.includes('--')
    ? undefined
    : 'must be lower-case letters, digits and single hyphens, with at least one letter';
}

/** The strict form: Kubernetes from 1.30 on accepts any printable character but `=`, older ones do not. */
export function envNameFault(value: string): string | undefined {
  return ENV_NAME.test(value)
    ? undefined
    : 'must be letters, digits, hyphens, underscores and dots, not beginning with a digit';
}
