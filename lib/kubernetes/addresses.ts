import { has } from './gates';
import { IPv4, IPv6 } from 'ipaddr.js';

/** An address, and whether it was written in a way that only lenient programs read. */
interface Address {
  readonly ip: IPv4 | IPv6;
  readonly leadingZeros: boolean;
}

/** What the API server says against an address, in its words; nothing where it accepts it. */
export function ipFault(text: unknown, minor: number): string | undefined {
  const address = typeof text === 'string' ? readIp(text) : undefined;
  if (address === undefined) return 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  if (!has('StrictIPCIDRValidation', minor)) return undefined;
  if (address.leadingZeros) return 'must not have leading 0s';
  return isMapped(address.ip) ? 'must not be an IPv4-mapped IPv6 address' : undefined;
}

/** What the API server says against a range of addresses, in its words; nothing where it accepts it. */
export function cidrFault(text: unknown, minor: number): string | undefined {
  const range = readRange(text);
  if (range === undefined) return 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  if (!has('StrictIPCIDRValidation', minor)) return undefined;
  if (range.leadingZeros) return 'must not have leading 0s in IP or prefix length';
  if (isMapped(range.ip)) return 'must not have an IPv4-mapped IPv6 address';
  const network = networkOf(range.ip, range.length);
  return network.toString() === range.ip.toString() ? undefined : 'must not have bits set beyond the prefix length';
}

/** Whether a text is a range of addresses, however it is written. */
export function isCidr(text: unknown): boolean {
  return readRange(text) !== undefined;
}

/** The range as every version accepts it: `10.0.0.0/8` of `10.1.2.3/8`. Undefined where it is no range at all. */
export function canonicalCidr(text: unknown): string | undefined {
  const range = readRange(text);
  if (range === undefined || isMapped(range.ip)) return undefined;
  return `${networkOf(range.ip, range.length).toString()}/${range.length}`;
}

/** Whether a text is an IP address, however it is written. */
export function isIp(text: unknown): boolean {
  return typeof text === 'string' && readIp(text) !== undefined;
}

/** Whether a range lies within a larger one. Both must be ranges. */
export function isWithin(inner: unknown, outer: unknown): boolean {
  const [small, large] = [readRange(inner), readRange(outer)];
  if (small === undefined || large === undefined || small.length <= large.length) return false;
  const [address, network] = [unmapped(small.ip, small.length), unmapped(large.ip, large.length)];
  if (address.ip instanceof IPv4) return network.ip instanceof IPv4 && address.ip.match(network.ip, network.length);
  return network.ip instanceof IPv6 && address.ip.match(network.ip, network.length);
}

/** Whether an address is none that a client can call: it is a machine's own, of one link alone, or unspecified. */
export function isSpecialIp(text: unknown): boolean {
  const found = typeof text === 'string' ? readIp(text)?.ip : undefined;
  if (found === undefined) return false;
  const ip = found instanceof IPv6 && found.isIPv4MappedAddress() ? found.toIPv4Address() : found;
  if (ip instanceof IPv4) {
    const isNone = ip.toString() === '0.0.0.0';
    return isNone || ['loopback', 'linkLocal'].includes(ip.range()) || ip.match(IPv4.parse('224.0.0.0'), 24);
  }
  const isLinkMulticast = (ip.parts[0] ?? 0) >> 8 === 0xff && ((ip.parts[0] ?? 0) & 0xf) === 2;
  return ['unspecified', 'loopback', 'linkLocal'].includes(ip.range()) || isLinkMulticast;
}

function readRange(text: unknown): (Address & { readonly length: number }) | undefined {
  if (typeof text !== 'string') return undefined;
  const slash = text.indexOf('/');
  const bits = text.slice(slash + 1);
  const address = slash < 0 ? undefined : readIp(text.slice(0, slash));
  if (address === undefined || !/^\d+$/.test(bits)) return undefined;
  const length = Number(bits);
  if (length > (address.ip instanceof IPv4 ? 32 : 128)) return undefined;
  return { ip: address.ip, length, leadingZeros: address.leadingZeros || /^0\d/.test(bits) };
}

/** As Go reads an address, and as the library does not: numbers are decimal, zeros before them are ignored, and there is no zone. */
function readIp(text: string): Address | undefined {
  const colon = text.lastIndexOf(':');
  const dotted = text.slice(colon + 1);
  if (!dotted.includes('.')) return colon < 0 ? undefined : readIpv6(text, false);
  const parts = dotted.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  const leadingZeros = parts.some((part) => /^0\d/.test(part));
  if (colon < 0) return { ip: new IPv4([a, b, c, d]), leadingZeros };
  const groups = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':');
  return readIpv6(text.slice(0, colon + 1) + groups, leadingZeros);
}

function readIpv6(text: string, leadingZeros: boolean): Address | undefined {
  if (!/^[\da-fA-F:]+$/.test(text) || !IPv6.isValid(text)) return undefined;
  return { ip: IPv6.parse(text), leadingZeros };
}

function isMapped(ip: IPv4 | IPv6): ip is IPv6 {
  return ip instanceof IPv6 && ip.isIPv4MappedAddress();
}

/** Go takes a range of IPv4 addresses within IPv6 for one of IPv4. */
function unmapped(ip: IPv4 | IPv6, length: number): { readonly ip: IPv4 | IPv6; readonly length: number } {
  const network = networkOf(ip, length);
  return isMapped(network)
    ? { ip: network.toIPv4Address(), length: Math.max(length - 96, 0) }
    : { ip: network, length };
}

function networkOf(ip: IPv4 | IPv6, length: number): IPv4 | IPv6 {
  const bytes = ip.toByteArray().map((byte, index) => {
    const kept = Math.min(Math.max(length - 8 * index, 0), 8);
    return byte & (0xff << (8 - kept));
  });
  return ip instanceof IPv4 ? new IPv4(bytes) : new IPv6(bytes);
}
