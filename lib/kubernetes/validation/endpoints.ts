import { isSpecialIp } from '../addresses';
import { asObject, asObjects, asText, type PlainObject } from '../plain';
import { validateIp } from './addresses';
import type { FieldErrors } from './field-error';
import { dns1123Label, portNumber } from './names';

/** Endpoints that somebody writes by hand. */
export function validateEndpoints(after: PlainObject, minor: number, errors: FieldErrors): void {
  asObjects(after['subsets']).forEach((subset, index) => {
    const field = `subsets[${index}]`;
    const addresses = ['addresses', 'notReadyAddresses'].map((list) => [list, asObjects(subset[list])] as const);
    if (addresses.every(([, list]) => list.length === 0)) {
      errors.required(field, 'must specify `addresses` or `notReadyAddresses`');
    }
    for (const [name, list] of addresses) {
      list.forEach((address, at) => {
        const hostname = asText(address['hostname']);
        validateIp(address['ip'] ?? '', `${field}.${name}[${at}].ip`, minor, [], errors);
        if (isSpecialIp(address['ip'])) {
          errors.invalid(`${field}.${name}[${at}].ip`, address['ip'], 'may not be unspecified, loopback or link-local');
        }
        if (hostname !== undefined)
          errors.messages(`${field}.${name}[${at}].hostname`, hostname, dns1123Label(hostname));
      });
    }
    const ports = asObjects(subset['ports']);
    ports.forEach((port, at) => {
      validatePort(port, `${field}.ports[${at}]`, ports.length > 1, errors);
    });
  });
}

function validatePort(port: PlainObject, field: string, named: boolean, errors: FieldErrors): void {
  const name = asText(port['name']) ?? '';
  if (name !== '') errors.messages(`${field}.name`, name, dns1123Label(name));
  else if (named) errors.required(`${field}.name`);
  errors.messages(`${field}.port`, port['port'] ?? 0, portNumber(port['port'] ?? 0));
  errors.oneOf(`${field}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']);
}

/** A Lease: how long it lasts, and how often it changed hands. */
export function validateLease(after: PlainObject, errors: FieldErrors): void {
  const { leaseDurationSeconds, leaseTransitions } = asObject(after['spec']);
  if (typeof leaseDurationSeconds === 'number' && leaseDurationSeconds <= 0) {
    errors.invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0');
  }
  errors.nonNegative('spec.leaseTransitions', leaseTransitions);
}
