import { has } from '../gates';
import { asList, asObject, isPlainObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { portName, portNumber } from './names';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;
const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

export function validateProbe(probe: unknown, kind: string, field: string, errors: FieldErrors): void {
  if (!isPlainObject(probe)) return;
  validateHandler(probe, field, errors);
  for (const name of COUNTS) errors.nonNegative(`${field}.${name}`, probe[name]);
  const grace = probe['terminationGracePeriodSeconds'];
  if (typeof grace === 'number' && kind === 'readinessProbe') {
    errors.invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes');
  } else if (typeof grace === 'number' && grace <= 0) {
    errors.invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0');
  }
  if (kind !== 'readinessProbe' && typeof probe['successThreshold'] === 'number' && probe['successThreshold'] !== 1) {
    errors.invalid(`${field}.successThreshold`, probe['successThreshold'], 'must be 1');
  }
}

/** What runs when a container of this pod starts and before it stops. */
export function validateLifecycle(
  lifecycle: unknown,
  pod: PlainObject,
  field: string,
  minor: number,
  errors: FieldErrors,
): void {
  for (const hook of ['postStart', 'preStop']) {
    const handler = asObject(lifecycle)[hook];
    if (!isPlainObject(handler)) continue;
    if (validateHandler(handler, `${field}.${hook}`, errors) === 'sleep') {
      validateSleep(asObject(handler['sleep']), pod, `${field}.${hook}.sleep`, minor, errors);
    }
  }
}

function validateSleep(sleep: PlainObject, pod: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const seconds = Number(sleep['seconds'] ?? 0);
  const grace = pod['terminationGracePeriodSeconds'];
  const zero = has('PodLifecycleSleepActionAllowZero', minor);
  if (seconds < (zero ? 0 : 1) || (typeof grace === 'number' && seconds > grace)) {
    const least = zero ? 'non-negative' : 'greater than 0';
    errors.invalid(field, seconds, `must be ${least} and less than terminationGracePeriodSeconds (${String(grace)})`);
  }
}

/** Gives the handler that was judged; of several, the first. */
function validateHandler(
  owner: PlainObject,
  field: string,
  errors: FieldErrors,
): (typeof HANDLERS)[number] | undefined {
  const present = HANDLERS.filter((handler) => owner[handler] !== undefined);
  if (present.length === 0) errors.required(field, 'must specify a handler type');
  for (const extra of present.slice(1)) {
    errors.forbidden(`${field}.${extra}`, 'may not specify more than 1 handler type');
  }
  const [handler] = present;
  const action = handler === undefined ? {} : asObject(owner[handler]);
  const path = `${field}.${String(handler)}`;
  switch (handler) {
    case 'exec':
      if (asList(action['command']).length === 0) errors.required(`${path}.command`);
      break;
    case 'httpGet':
      validatePort(action['port'], `${path}.port`, errors);
      errors.oneOf(`${path}.scheme`, action['scheme'], ['HTTP', 'HTTPS']);
      for (const header of asList(action['httpHeaders'])) {
        const name = asObject(header)['name'];
        if (typeof name !== 'string' || !/^[-A-Za-z0-9]+$/.test(name)) {
          errors.invalid(
            `${path}.httpHeaders`,
            name ?? '',
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
          );
        }
      }
      break;
    case 'tcpSocket':
    case 'grpc':
      validatePort(action['port'], `${path}.port`, errors);
      break;
    default:
  }
  return handler;
}

/** A port by number or by the name of a container port. */
export function validatePort(port: unknown, field: string, errors: FieldErrors): void {
  if (typeof port === 'string') errors.messages(field, port, portName(port));
  else errors.messages(field, port ?? 0, portNumber(port));
}
