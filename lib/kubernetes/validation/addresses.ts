import type { FieldErrors } from './field-error';
import { isIp } from './pod-template';

/** From here on addresses that programs read differently are refused, where they are new to an object. */
const STRICT_SINCE = 36;

/** A value that was there before is no longer judged from here on. */
export const KEPT_SINCE = 33;

/** An IP address in a field that is older than strict reading. `known` are the values that the object had before. */
export function validateIp(
  ip: unknown,
  field: string,
  minor: number,
  known: readonly unknown[],
  errors: FieldErrors,
): void {
  if (minor >= KEPT_SINCE && known.includes(ip)) return;
  if (!isIp(ip)) errors.invalid(field, ip, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
  else if (minor >= STRICT_SINCE && hasLeadingZeros(String(ip))) errors.invalid(field, ip, 'must not have leading 0s');
}

/** A range of addresses, `10.0.0.0/8`. Gives whether it is one. */
export function validateCidr(
  cidr: unknown,
  field: string,
  minor: number,
  known: readonly unknown[],
  errors: FieldErrors,
): boolean {
  if (minor >= KEPT_SINCE && known.includes(cidr)) return true;
  const [ip = '', bits = '', ...rest] = typeof cidr === 'string' ? cidr.split('/') : [];
  const longest = ip.includes(':') ? 128 : 32;
  if (rest.length > 0 || !isIp(ip) || !/^\d{1,3}$/.test(bits) || Number(bits) > longest) {
    errors.invalid(field, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)');
    return false;
  }
  if (minor < STRICT_SINCE) return true;
  if (hasLeadingZeros(ip) || /^0\d/.test(bits)) {
    errors.invalid(field, cidr, 'must not have leading 0s in IP or prefix length');
  } else if (longest === 32 && masked(ip, Number(bits)) !== numberOf(ip)) {
    errors.invalid(field, cidr, 'must not have bits set beyond the prefix length');
  }
  return true;
}

/** Whether a range of IPv4 addresses lies within a larger one. */
export function isWithin(inner: string, outer: string): boolean {
  const [[ip = '', bits = ''], [network = '', length = '']] = [inner.split('/'), outer.split('/')];
  if (ip.includes(':') || network.includes(':')) return ip.includes(':') === network.includes(':');
  return Number(bits) > Number(length) && masked(ip, Number(length)) === masked(network, Number(length));
}

function hasLeadingZeros(ip: string): boolean {
  return !ip.includes(':') && ip.split('.').some((part) => /^0\d/.test(part));
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function masked(ip: string, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(numberOf(ip) / size) * size;
}
