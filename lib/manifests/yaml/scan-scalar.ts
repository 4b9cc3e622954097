import { type Cursor, HASH, isBlank, isBlankOrEnd, isBreak, TAB } from './cursor';
import { SyntaxProblem } from './node';

/** The line breaks between two lines of a scalar. Where the first was escaped, it is no break. */
class Breaks {
  private first = '';
  private rest = '';

  public constructor(private readonly escaped = false) {}

  public add(mark: string): void {
    if (this.first === '' && !this.escaped) this.first = mark;
    else this.rest += mark;
  }

  /** One break becomes a space, of more the first is dropped; U+2028 and U+2029 stay. */
  public fold(): string {
    return this.first === '\n' ? this.rest || ' ' : this.first + this.rest;
  }
}

/** A plain scalar: without quotes, over any number of lines. `indent` is that of the collection it stands in. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): { text: string; endsLine: boolean } {
  const parts: string[] = [];
  let pending = '';
  let breaks: Breaks | undefined;
  for (;;) {
    if (cursor.isAtMark() || cursor.peek() === HASH) break;
    const start = cursor.at;
    while (!endsPlain(cursor, inFlow)) cursor.at += 1;
    if (cursor.at > start) {
      parts.push(breaks === undefined ? pending : breaks.fold(), cursor.text.slice(start, cursor.at));
      breaks = undefined;
      pending = '';
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    const blanks = cursor.at;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBreak(cursor.peek())) {
        breaks ??= new Breaks();
        breaks.add(cursor.skipBreak());
      } else {
        if (breaks !== undefined && cursor.column <= indent && cursor.peek() === TAB) {
          throw new SyntaxProblem('tab', cursor.at);
        }
        cursor.at += 1;
      }
    }
    if (breaks === undefined) pending = cursor.text.slice(blanks, cursor.at);
    if (!inFlow && cursor.column <= indent) break;
  }
  return { text: parts.join(''), endsLine: breaks !== undefined };
}

function endsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const code = cursor.peek();
  if (isBlankOrEnd(code)) return true;
  if (code === COLON) return isBlankOrEnd(cursor.peek(1));
  return inFlow && FLOW_INDICATORS.has(code);
}

const COLON = 0x3a;
const FLOW_INDICATORS: ReadonlySet<number> = new Set([...',?[]{}'].map((mark) => mark.charCodeAt(0)));

const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;

/** A scalar in quotes; the cursor stands on the first. */
export function scanQuoted(cursor: Cursor): string {
  const start = cursor.at;
  const quote = cursor.peek();
  const parts: string[] = [];
  cursor.at += 1;
  for (;;) {
    if (cursor.isAtMark()) throw new SyntaxProblem('not-closed', start);
    let breaks: Breaks | undefined;
    let from = cursor.at;
    let code = cursor.peek();
    while (!isBlankOrEnd(code)) {
      if (code === quote) {
        if (quote === DOUBLE || cursor.peek(1) !== SINGLE) break;
        parts.push(cursor.text.slice(from, cursor.at + 1));
        cursor.at += 2;
        from = cursor.at;
      } else if (code === BACKSLASH && quote === DOUBLE) {
        parts.push(cursor.text.slice(from, cursor.at));
        cursor.at += 1;
        if (isBreak(cursor.peek())) {
          cursor.skipBreak();
          breaks = new Breaks(true);
          from = cursor.at;
          break;
        }
        parts.push(scanEscape(cursor));
        from = cursor.at;
      } else {
        cursor.at += 1;
      }
      code = cursor.peek();
    }
    if (cursor.at > from) parts.push(cursor.text.slice(from, cursor.at));
    code = cursor.peek();
    if (code === 0) throw new SyntaxProblem('not-closed', start);
    if (code === quote) break;
    const blanks = cursor.at;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBreak(cursor.peek())) {
        breaks ??= new Breaks();
        breaks.add(cursor.skipBreak());
      } else {
        cursor.at += 1;
      }
    }
    parts.push(breaks === undefined ? cursor.text.slice(blanks, cursor.at) : breaks.fold());
  }
  cursor.at += 1;
  return parts.join('');
}

/** One escape; the cursor stands behind the backslash. */
function scanEscape(cursor: Cursor): string {
  const mark = cursor.text.charAt(cursor.at);
  const simple = ESCAPES[mark];
  const length = LONG_ESCAPES[mark];
  if (simple === undefined && length === undefined) throw new SyntaxProblem('escape', cursor.at);
  cursor.at += 1;
  if (length === undefined) return simple ?? '';
  const digits = cursor.text.slice(cursor.at, cursor.at + length);
  if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) throw new SyntaxProblem('escape', cursor.at);
  const code = parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) throw new SyntaxProblem('surrogate', cursor.at);
  cursor.at += length;
  return String.fromCodePoint(code);
}

/** JSON's `\/` is not among them: kubectl refuses it in YAML. */
const ESCAPES: Readonly<Partial<Record<string, string>>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const LONG_ESCAPES: Readonly<Partial<Record<string, number>>> = { x: 2, u: 4, U: 8 };
