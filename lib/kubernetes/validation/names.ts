import { has } from '../gates';

/**
 * What names of Kubernetes may look like. Each function gives the API server's complaints; none: the name is good.
 * Source: k8s.io/apimachinery/pkg/util/validation/validation.go.
 */

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;
const PRINTABLE = /^[ -<>-~]*$/;

const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const LABEL_1035_TEXT =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const QUALIFIED_TEXT =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const LABEL_VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VARIABLE_TEXT =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";
const CONFIG_KEY_TEXT =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const PRINTABLE_TEXT =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";

export function dns1123Label(name: string): string[] {
  return check(name, 63, LABEL, LABEL_TEXT);
}

export function dns1035Label(name: string): string[] {
  return check(name, 63, LABEL_1035, LABEL_1035_TEXT);
}

export function dns1123Subdomain(name: string): string[] {
  return check(name, 253, SUBDOMAIN, SUBDOMAIN_TEXT);
}

/** A label or annotation key: `prefix/name`, the prefix a DNS subdomain. */
export function qualifiedName(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) return [`a qualified name ${QUALIFIED_TEXT}`];
  const name = parts[parts.length - 1] ?? '';
  const problems: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') problems.push('prefix part must be non-empty');
    else problems.push(...dns1123Subdomain(prefix).map((text) => `prefix part ${text}`));
  }
  if (name === '') problems.push('name part must be non-empty');
  else if (name.length > 63) problems.push('name part must be no more than 63 characters');
  if (!QUALIFIED.test(name)) problems.push(QUALIFIED_TEXT);
  return problems;
}

export function labelValue(value: string): string[] {
  return check(value, 63, LABEL_VALUE, LABEL_VALUE_TEXT);
}

/** The name of a container or Service port that probes and Services refer to. */
export function portName(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 15) problems.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(name))
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
  if (name.includes('--')) problems.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('must not begin or end with a hyphen');
  return problems;
}

/** A key of a ConfigMap or Secret. */
export function configKey(key: string): string[] {
  const problems = check(key, 253, CONFIG_KEY, CONFIG_KEY_TEXT);
  return [...problems, ...notADirectory(key)];
}

/** The name of a variable where any printable character is taken. */
export function relaxedVariableName(name: string): string[] {
  return PRINTABLE.test(name) ? [] : [PRINTABLE_TEXT];
}

/** The name of an environment variable. */
export function variableName(name: string, minor: number): string[] {
  if (has('RelaxedEnvironmentVariableValidation', minor)) return relaxedVariableName(name);
  return [...(VARIABLE.test(name) ? [] : [VARIABLE_TEXT]), ...notADirectory(name)];
}

export function portNumber(port: unknown): string[] {
  return typeof port === 'number' && port >= 1 && port <= 65_535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** What becomes a file must not be a step to another directory. */
function notADirectory(name: string): string[] {
  if (name === '.' || name === '..') return [`must not be '${name}'`];
  return name.startsWith('..') ? ["must not start with '..'"] : [];
}

function check(text: string, longest: number, pattern: RegExp, complaint: string): string[] {
  const problems: string[] = [];
  if (text.length > longest) problems.push(`must be no more than ${longest} characters`);
  if (!pattern.test(text)) problems.push(complaint);
  return problems;
}
