import { isDate } from './timestamps';
import type { ScalarNode } from './yaml/node';

/** What a scalar turns out to be; `undefined` where kubectl refuses it. */
type Scalar = string | number | boolean | null | undefined;

const PREFIX = 'tag:yaml.org,2002:';

/**
 * A scalar as kubectl reads it: its parser (sigs.k8s.io/yaml on go-yaml 2) speaks YAML 1.1 with its own edges, so `yes` is a
 * boolean, `014` is 12, and `1:30` is a string. A tag is a claim about a plain scalar that must hold: `!!int x` is refused.
 */
export function scalarOf({ text, tag, plain, json }: ScalarNode): Scalar {
  if (json === true) return jsonScalar(text);
  if (tag === '') return plain ? resolveScalar(text) : text;
  switch (tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : '') {
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
      return claimed(tag.slice(PREFIX.length), text);
    case 'timestamp':
      return isDate(text) ? text : undefined;
    case 'binary':
      return decodeBinary(text);
    default:
      // Whatever else is claimed, `!!omap` and tags of one's own too, is text.
      return text;
  }
}

function claimed(type: string, text: string): Scalar {
  const value = resolveScalar(text);
  switch (type) {
    case 'null':
      return value === null ? null : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'number' && wholeNumber(text) !== undefined ? value : undefined;
    default:
      return typeof value === 'number' && isFloat(text) ? value : undefined;
  }
}

/** `!!float` also takes whole numbers, if they fit into 64 bits with a sign. */
function isFloat(text: string): boolean {
  const whole = wholeNumber(text);
  return whole === undefined || (whole >= -(2n ** 63n) && whole < 2n ** 63n);
}

/** A plain scalar without a tag. */
export function resolveScalar(text: string): Exclude<Scalar, undefined> {
  if (!/^(?:[-+.\d]|[yYnNtTfFoO~]|$)/.test(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  const whole = wholeNumber(text);
  // Zero has one sign: kubectl sends -0 as 0.
  if (whole !== undefined) return Number(whole) + 0;
  return fraction(text) ?? text;
}

/** A decimal fraction. Behind a leading point, an underscore must stand between digits; elsewhere it may stand anywhere. */
function fraction(text: string): number | undefined {
  if (text.startsWith('.') && /^_|_[^\d]|[^\d]_|_$/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** Whole numbers of 64 bits, with or without a sign, in base 2, 8, 10 or 16; what is larger is a decimal fraction or text. */
export function wholeNumber(text: string): bigint | undefined {
  if (!/^[-+\d]/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  for (const { pattern, prefix } of BASES) {
    const [, sign = '', digits] = pattern.exec(plain) ?? [];
    if (digits === undefined) continue;
    // No base needs more digits for 64 bits, and BigInt is slow on long ones.
    if (digits.length > 64) return undefined;
    const size = BigInt(`${prefix}${digits}`);
    const value = sign === '-' ? -size : size;
    return value >= -(2n ** 63n) && value < 2n ** (sign === '' ? 64n : 63n) ? value : undefined;
  }
  return undefined;
}

/** Zeros at the front left out. A sign behind `0b` is a slip of the parser. */
const BASES: readonly { readonly pattern: RegExp; readonly prefix: string }[] = [
  { pattern: /^([-+]?)0[xX]0*([\da-fA-F]+)$/, prefix: '0x' },
  { pattern: /^([-+]?)0[bB]0*([01]+)$/, prefix: '0b' },
  { pattern: /^0b([-+])0*([01]+)$/, prefix: '0b' },
  { pattern: /^([-+]?)0[oO]?0*([0-7]+)$/, prefix: '0o' },
  { pattern: /^([-+]?)([1-9]\d*|0)$/, prefix: '' },
];

function jsonScalar(text: string): Scalar {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** Bytes in base64, as text. */
function decodeBinary(text: string): string | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  const whole = /^[A-Za-z\d+/]*={0,2}$/.test(plain) && plain.length % 4 === 0;
  return whole ? utf8(atob(plain)) : undefined;
}

/** The text of bytes (one a character); of what is no UTF-8 each byte becomes U+FFFD. */
function utf8(bytes: string): string {
  return bytes.replace(BEYOND_ASCII, (part: string) => {
    if (part.length === 1) return '\ufffd';
    const octets = [...part].map((mark) => mark.charCodeAt(0));
    const [first = 0, ...rest] = octets;
    const lead = first & (0x7f >> part.length);
    return String.fromCodePoint(rest.reduce((code, octet) => (code << 6) | (octet & 0x3f), lead));
  });
}

/** One character of UTF-8 beyond ASCII, or a byte that belongs to none. */
const BEYOND_ASCII =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);
