import { has } from '../gates';
import { cidrFault, ipFault } from '../addresses';
import type { FieldErrors } from './field-error';

/** An IP address. `known` are the values that the object had before. */
export function validateIp(
  ip: unknown,
  field: string,
  minor: number,
  known: readonly unknown[],
  errors: FieldErrors,
): void {
  if (has('KnownAddressesKept', minor) && known.includes(ip)) return;
  const fault = ipFault(ip, minor);
  if (fault !== undefined) errors.invalid(field, ip ?? '', fault);
}

/** A range of addresses, `10.0.0.0/8`. `known` are the values that the object had before. */
export function validateCidr(
  cidr: unknown,
  field: string,
  minor: number,
  known: readonly unknown[],
  errors: FieldErrors,
): void {
  if (has('KnownAddressesKept', minor) && known.includes(cidr)) return;
  const fault = cidrFault(cidr, minor);
  if (fault !== undefined) errors.invalid(field, cidr, fault);
}
