import { isIPv4, isIPv6 } from 'node:net';

/** What is wrong with a range of addresses, as the end of a sentence that begins with "must"; nothing where it is good. */
export function cidrFault(value: string): string | undefined {
  const [address = '', bits, ...more] = value.split('/');
  const max = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  return max !== undefined && more.length === 0 && /^(0|[1-9]\d{0,2})$/.test(bits ?? '') && Number(bits) <= max
    ? undefined
    : 'must be a range of addresses in CIDR notation';
}
