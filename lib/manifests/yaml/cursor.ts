/** A place in a text that moves on, with its line and column. Past the end it reads 0, which no text holds. */
export class Cursor {
  public at: number;
  public line = 0;
  private lineStart: number;

  public constructor(public readonly text: string) {
    // A mark of the byte order may begin each document, as in files that were joined.
    this.at = this.lineStart = text.startsWith('\ufeff') ? 1 : 0;
  }

  public get column(): number {
    return this.at - this.lineStart;
  }

  /** The character so many places ahead. */
  public peek(ahead = 0): number {
    const code = this.text.charCodeAt(this.at + ahead);
    return code === code ? code : 0;
  }

  public skipBlanks(): void {
    while (isBlank(this.peek())) this.at += 1;
  }

  public skipComment(): void {
    if (this.peek() === HASH) while (!isBreakOrEnd(this.peek())) this.at += 1;
  }

  /** Over a line break; gives the break as YAML 1.1 keeps it: of the five kinds only U+2028 and U+2029 stay what they are. */
  public skipBreak(): string {
    const code = this.peek();
    this.at += code === CR && this.peek(1) === LF ? 2 : 1;
    this.line += 1;
    this.lineStart = this.at;
    return code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR ? String.fromCharCode(code) : '\n';
  }

  /** Whether `---` or `...` stands alone here, at the start of a line. */
  public isAtMark(): boolean {
    const code = this.peek();
    return (
      this.column === 0 &&
      (code === DASH || code === DOT) &&
      this.peek(1) === code &&
      this.peek(2) === code &&
      isBlankOrEnd(this.peek(3))
    );
  }
}

export const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
export const SPACE = 0x20;
export const HASH = 0x23;
export const DASH = 0x2d;
const DOT = 0x2e;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** YAML 1.1 knows five line breaks. */
export function isBreak(code: number): boolean {
  return code === LF || code === CR || code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isBreakOrEnd(code: number): boolean {
  return code === 0 || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return code === SPACE || code === TAB || isBreakOrEnd(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** A character of an anchor or of a tag's handle. */
export function isWord(code: number): boolean {
  return (
    isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === DASH
  );
}
