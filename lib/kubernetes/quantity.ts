/**
 * Quantities as Kubernetes reads and writes them (`resource.Quantity` of apimachinery): the value decides whether two are
 * equal, the canonical text decides whether two pod templates have the same bytes.
 */

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

const DECIMAL_SUFFIXES = new Map<string, number>([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY_SUFFIXES = new Map<string, number>([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);
const DECIMAL_TEXT = new Map([...DECIMAL_SUFFIXES].map(([suffix, exponent]) => [exponent, suffix]));
const BINARY_TEXT = new Map([...BINARY_SUFFIXES].map(([suffix, exponent]) => [exponent, suffix]));

const NANO = -9;
const MILLI = -3;
const MAX_INT64 = (1n << 63n) - 1n;
/** Beyond this a power of ten is not written out: no real quantity has it, and the digits would fill the memory. */
const MAX_POWER = 5_000;
const SYNTAX = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/;

/** An amount of a resource: `500m`, `1Gi`, `2`. Immutable. */
export class Quantity {
  /** @internal */
  constructor(
    private readonly unscaled: bigint,
    private readonly scale: number,
    private readonly format: Format,
    private readonly text?: string,
  ) {}

  /** -1, 0 or 1: numeric order, whatever the notation. */
  compare(other: Quantity): -1 | 0 | 1 {
    const sign = signOf(this.unscaled);
    const otherSign = signOf(other.unscaled);
    if (sign !== otherSign) return sign < otherSign ? -1 : 1;
    if (sign === 0) return 0;
    // Of very different sizes the number of digits decides, so that no huge power is ever computed.
    const size = magnitude(this.unscaled, this.scale);
    const otherSize = magnitude(other.unscaled, other.scale);
    if (size !== otherSize) return size < otherSize === sign > 0 ? -1 : 1;
    const scale = Math.min(this.scale, other.scale);
    const difference = this.unscaled * power10(this.scale - scale) - other.unscaled * power10(other.scale - scale);
    return signOf(difference);
  }

  plus(other: Quantity): Quantity {
    const scale = Math.min(this.scale, other.scale);
    const sum = this.unscaled * power10(this.scale - scale) + other.unscaled * power10(other.scale - scale);
    return new Quantity(sum, scale, this.format);
  }

  /** @param factor a whole number */
  times(factor: number): Quantity {
    return new Quantity(this.unscaled * BigInt(factor), this.scale, this.format);
  }

  equals(other: Quantity): boolean {
    return this.compare(other) === 0;
  }

  get isZero(): boolean {
    return this.unscaled === 0n;
  }

  get isNegative(): boolean {
    return this.unscaled < 0n;
  }

  get isInteger(): boolean {
    return this.scale >= 0 || this.unscaled % power10(-this.scale) === 0n;
  }

  /** Rounded up to whole thousandths, as the API server does with every entry of `resources`. */
  roundedToMilli(): Quantity {
    if (this.scale >= MILLI) return this;
    return new Quantity(roundUp(this.unscaled, MILLI - this.scale), MILLI, this.format);
  }

  /**
   * The text that the API server stores: one for each value and family of suffixes (binary, decimal, exponent). `1024Mi` and
   * `1Gi` have the same, `1Gi` and `1073741824` do not.
   */
  get canonical(): string {
    if (this.text !== undefined) return this.text;
    if (this.isZero) return '0';
    if (this.format === 'BinarySI') {
      const whole = this.scale >= 0 ? this.unscaled * power10(this.scale) : roundUp(this.unscaled, -this.scale);
      const exact = this.scale >= 0 || whole * power10(-this.scale) === this.unscaled;
      if (exact && (whole <= -1024n || whole >= 1024n)) {
        const [amount, times] = removeFactors(whole, 1024n);
        return `${amount}${BINARY_TEXT.get(times * 10) ?? ''}`;
      }
    }
    let [amount, exponent] = removeFactors(this.unscaled, 10n);
    exponent += this.scale;
    while (exponent % 3 !== 0) {
      amount *= 10n;
      exponent -= 1;
    }
    if (this.format === 'DecimalExponent') return `${amount}${exponent === 0 ? '' : `e${exponent}`}`;
    // Beyond exa there is no suffix and Kubernetes writes none: the text then says less than the value.
    return `${amount}${DECIMAL_TEXT.get(exponent) ?? ''}`;
  }

  toString(): string {
    return this.canonical;
  }
}

/** Reads a quantity as the API server does; `undefined` where it would answer 400. Never throws. */
export function parseQuantity(text: unknown): Quantity | undefined {
  if (typeof text === 'number') return Number.isFinite(text) ? parse(String(text)) : undefined;
  return typeof text === 'string' ? parse(text.trim()) : undefined;
}

function parse(text: string): Quantity | undefined {
  if (text === '0') return new Quantity(0n, 0, 'DecimalSI', text);
  if (text === '') return undefined;
  const match = SYNTAX.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', suffixText = ''] = match;
  const suffix = interpretSuffix(suffixText);
  if (suffix === undefined) return undefined;
  const { format, exponent } = suffix;
  const digits = (whole === '' ? '0' : whole) + fraction;
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);

  // The fast path of Kubernetes: small numbers, which keep the text they were written in when it looks canonical.
  const scale = (format === 'BinarySI' ? 0 : exponent) - fraction.length;
  const precision =
    format !== 'BinarySI'
      ? 18 - digits.length
      : fraction === ''
        ? 14 - digits.length - Math.trunc((exponent * 3) / 10)
        : -1;
  if (precision >= 0 && scale >= NANO) {
    const value = BigInt(digits);
    const kept =
      format === 'BinarySI'
        ? (value & 7n) !== 0n
        : scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
    const factor = format === 'BinarySI' ? 1n << BigInt(exponent) : 1n;
    return new Quantity(signed(value * factor), scale, format, kept ? text : undefined);
  }
  return parseSlowly(digits, whole + fraction, fraction.length, exponent, format, signed, text);
}

function parseSlowly(
  digits: string,
  written: string,
  fractionDigits: number,
  exponent: number,
  format: Format,
  signed: (value: bigint) => bigint,
  text: string,
): Quantity | undefined {
  // Without any digit the number cannot be read, but leading zeros count as digits.
  if (written === '' && !/^[+-]?0/.test(text)) return undefined;
  let amount = BigInt(digits);
  let scale = -fractionDigits;
  if (format === 'BinarySI') amount <<= BigInt(exponent);
  else scale += exponent;
  if (amount !== 0n && scale < NANO) {
    amount = roundUp(amount, NANO - scale);
    scale = NANO;
  }
  if (format === 'BinarySI' && amount !== 0n) {
    const unit = power10(-scale);
    if (amount > MAX_INT64 * unit) {
      amount = MAX_INT64;
      scale = 0;
    } else if (amount < unit) {
      return new Quantity(signed(amount), scale, 'DecimalSI');
    }
  }
  return new Quantity(signed(amount), scale, format);
}

function interpretSuffix(text: string): { format: Format; exponent: number } | undefined {
  const decimal = DECIMAL_SUFFIXES.get(text);
  if (decimal !== undefined) return { format: 'DecimalSI', exponent: decimal };
  const binary = BINARY_SUFFIXES.get(text);
  if (binary !== undefined) return { format: 'BinarySI', exponent: binary };
  if (!/^[eE][+-]?\d+$/.test(text)) return undefined;
  const exponent = BigInt(text.slice(1).replace('+', ''));
  if (exponent > MAX_INT64 || exponent < -MAX_INT64 - 1n) return undefined;
  return { format: 'DecimalExponent', exponent: Number(BigInt.asIntN(32, exponent)) };
}

function signOf(value: bigint): -1 | 0 | 1 {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Number of digits before the decimal point. */
function magnitude(unscaled: bigint, scale: number): number {
  return String(unscaled < 0n ? -unscaled : unscaled).length + scale;
}

function power10(exponent: number): bigint {
  return 10n ** BigInt(Math.min(exponent, MAX_POWER));
}

/** value / 10^places, rounded away from zero. */
function roundUp(value: bigint, places: number): bigint {
  const divisor = power10(places);
  const quotient = value / divisor;
  return value % divisor === 0n ? quotient : quotient + BigInt(signOf(value));
}

function removeFactors(value: bigint, factor: bigint): [rest: bigint, times: number] {
  let rest = value;
  let times = 0;
  while (rest !== 0n && rest % factor === 0n) {
    rest /= factor;
    times += 1;
  }
  return [rest, times];
}
