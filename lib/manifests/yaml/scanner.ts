import { Cursor, DASH, isBlankOrEnd, isBreak, SPACE, TAB } from './cursor';
import { MOST_LEVELS, SyntaxProblem } from './node';
import { scanBlockScalar } from './scan-block-scalar';
import { scanPlain, scanQuoted } from './scan-scalar';
import { scanAnchor, scanTag } from './scan-tag';

export type TokenType =
  | 'document-start'
  | 'document-end'
  | 'end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | 'flow-sequence'
  | 'flow-sequence-end'
  | 'flow-mapping'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'plain'
  | 'quoted';

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  /** Of a scalar, an anchor, an alias or a tag. */
  readonly text: string;
}

/** Where a key may have begun that is only recognised by the colon behind it. */
interface PossibleKey {
  possible: boolean;
  readonly required: boolean;
  readonly token: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

/** A key that needs no `?` ends within so many characters. */
const LONGEST_KEY = 1024;

/**
 * Takes a document of YAML 1.1 apart into tokens, as kubectl's parser does (libyaml, in go-yaml 2): the algorithm of its
 * scanner, so that both accept the same. Linear in the text, and without recursion.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private queue: Token[] = [];
  private head = 0;
  /** Tokens that were handed out. */
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: PossibleKey[] = [NO_KEY()];
  private readonly keyTokens = new Map<number, PossibleKey>();
  private keyAllowed = true;
  /** Where the last token with a text began. */
  private lastText = 0;

  public constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  public peek(): Token {
    for (;;) {
      const token = this.queue[this.head];
      const key = token === undefined ? undefined : this.keyTokens.get(this.taken);
      if (token !== undefined && (key === undefined || !this.isValid(key))) return token;
      this.fetch();
    }
  }

  public next(): Token {
    const token = this.peek();
    this.head += 1;
    this.taken += 1;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    return token;
  }

  private get flow(): number {
    return this.keys.length - 1;
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    this.unroll(cursor.column);
    const code = cursor.peek();
    const mark = String.fromCharCode(code);
    const spaced = isBlankOrEnd(cursor.peek(1));
    if (code === 0) return this.fetchEnd();
    if (mark === '%' && cursor.column === 0) throw new SyntaxProblem('directive', cursor.at);
    if (cursor.isAtMark()) return this.fetchMark(code === DASH ? 'document-start' : 'document-end');
    switch (mark) {
      case '[':
        return this.fetchFlowStart('flow-sequence');
      case '{':
        return this.fetchFlowStart('flow-mapping');
      case ']':
        return this.fetchFlowEnd('flow-sequence-end');
      case '}':
        return this.fetchFlowEnd('flow-mapping-end');
      case ',':
        this.dropKey();
        this.keyAllowed = true;
        return this.push('flow-entry', 1);
      case '*':
      case '&': {
        this.saveKey();
        const start = cursor.at;
        return this.add({ type: mark === '*' ? 'alias' : 'anchor', start, text: scanAnchor(cursor) });
      }
      case '!': {
        this.saveKey();
        const start = cursor.at;
        return this.add({ type: 'tag', start, text: scanTag(cursor) });
      }
      case '"':
      case "'": {
        this.saveKey();
        const start = cursor.at;
        return this.add({ type: 'quoted', start, text: scanQuoted(cursor) });
      }
      default:
    }
    if (mark === '-' && spaced) return this.fetchEntry();
    if (mark === '?' && (this.flow > 0 || spaced)) return this.fetchKey();
    if (mark === ':' && (this.flow > 0 || spaced)) return this.fetchValue();
    if ((mark === '|' || mark === '>') && this.flow === 0) {
      this.dropKey();
      const start = cursor.at;
      this.add({ type: 'quoted', start, text: scanBlockScalar(cursor, this.indent, mark === '|') });
      this.keyAllowed = true;
      return;
    }
    const startsPlain = mark === '-' || (this.flow === 0 && (mark === '?' || mark === ':')) || !NEVER_PLAIN.has(mark);
    if (!startsPlain) throw new SyntaxProblem(code === TAB ? 'tab' : 'cannot-start', cursor.at);
    this.saveKey();
    const start = cursor.at;
    const { text, endsLine } = scanPlain(cursor, this.indent, this.flow > 0);
    this.add({ type: 'plain', start, text });
    if (endsLine) this.keyAllowed = true;
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      while (cursor.peek() === SPACE || ((this.flow > 0 || !this.keyAllowed) && cursor.peek() === TAB)) cursor.at += 1;
      cursor.skipComment();
      if (!isBreak(cursor.peek())) return;
      cursor.skipBreak();
      if (this.flow === 0) this.keyAllowed = true;
    }
  }

  private fetchEnd(): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.push('end', 0);
  }

  private fetchMark(type: TokenType): void {
    this.unroll(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.push(type, 3);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    if (this.keys.length > MOST_LEVELS) throw new SyntaxProblem('depth', this.cursor.at);
    this.keys.push(NO_KEY(this.nextNumber));
    this.keyAllowed = true;
    this.push(type, 1);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.dropKey();
    // Where nothing inside could be a key, the number is that of the opening bracket: then libyaml forgets that the whole may be one.
    if (this.flow > 0) this.keyTokens.delete(this.keys.pop()?.token ?? -1);
    this.keyAllowed = false;
    this.push(type, 1);
  }

  private fetchEntry(): void {
    if (this.flow === 0) {
      if (!this.keyAllowed) throw new SyntaxProblem('indentation', this.cursor.at);
      this.roll(this.cursor.column, this.cursor.at, 'block-sequence');
    }
    this.dropKey();
    this.keyAllowed = true;
    this.push('block-entry', 1);
  }

  private fetchKey(): void {
    if (this.flow === 0) {
      if (!this.keyAllowed) throw new SyntaxProblem('indentation', this.cursor.at);
      this.roll(this.cursor.column, this.cursor.at, 'block-mapping');
    }
    this.dropKey();
    this.keyAllowed = this.flow === 0;
    this.push('key', 1);
  }

  private fetchValue(): void {
    const key = this.lastKey();
    if (this.isValid(key)) {
      this.insert('key', key.at, key.token);
      this.roll(key.column, key.at, 'block-mapping', key.token);
      this.forget(key);
      this.keyAllowed = false;
    } else {
      if (this.flow === 0) {
        if (!this.keyAllowed) throw this.unexpectedValue();
        this.roll(this.cursor.column, this.cursor.at, 'block-mapping');
      }
      this.keyAllowed = this.flow === 0;
    }
    this.push('value', 1);
  }

  private push(type: TokenType, length: number): void {
    this.queue.push({ type, start: this.cursor.at, text: '' });
    this.cursor.at += length;
  }

  /** A value that goes on below, `app: web` and a line of `  storage: 1Gi`, takes in the key of that line. */
  private unexpectedValue(): SyntaxProblem {
    const { text, at } = this.cursor;
    const sameLine = !text.slice(this.lastText, at).includes('\n');
    if (sameLine && at - this.lastText > LONGEST_KEY) return new SyntaxProblem('key-too-far', this.lastText);
    return sameLine ? new SyntaxProblem('second-colon', this.lastText) : new SyntaxProblem('indentation', at);
  }

  private add(token: Token): void {
    this.queue.push(token);
    this.lastText = token.start;
    this.keyAllowed = false;
  }

  /** Opens a block collection where the column is deeper than the one around it. */
  private roll(column: number, start: number, type: TokenType, number = this.nextNumber): void {
    if (this.flow > 0 || this.indent >= column) return;
    if (this.indents.length > MOST_LEVELS) throw new SyntaxProblem('depth', start);
    this.indents.push(this.indent);
    this.indent = column;
    this.insert(type, start, number);
  }

  /** Puts a token before the one of that number; at the end where that one is taken already. */
  private insert(type: TokenType, start: number, number: number): void {
    const place = number < this.taken ? this.queue.length : this.head + number - this.taken;
    this.queue.splice(place, 0, { type, start, text: '' });
  }

  /** The number that the next token to be queued gets. */
  private get nextNumber(): number {
    return this.taken + this.queue.length - this.head;
  }

  private unroll(column: number): void {
    if (this.flow > 0) return;
    while (this.indent > column) {
      this.queue.push({ type: 'block-end', start: this.cursor.at, text: '' });
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private lastKey(): PossibleKey {
    return this.keys[this.keys.length - 1] ?? NO_KEY();
  }

  private isValid(key: PossibleKey): boolean {
    if (!key.possible) return false;
    const { cursor } = this;
    const long =
      cursor.at - key.at > LONGEST_KEY &&
      [...cursor.text.slice(key.at, Math.min(cursor.at, key.at + 3000))].length > LONGEST_KEY;
    if (key.line === cursor.line && !long) return true;
    if (key.required) throw new SyntaxProblem(long ? 'key-too-far' : 'indentation', key.at);
    this.forget(key);
    return false;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const { cursor } = this;
    const { at, line, column } = cursor;
    const token = this.nextNumber;
    const key = { possible: true, required: this.flow === 0 && this.indent === column, token, at, line, column };
    this.dropKey();
    this.keys[this.keys.length - 1] = key;
    this.keyTokens.set(token, key);
  }

  private dropKey(): void {
    const key = this.lastKey();
    if (key.possible && key.required) throw new SyntaxProblem('indentation', key.at);
    this.forget(key);
  }

  private forget(key: PossibleKey): void {
    key.possible = false;
    this.keyTokens.delete(key.token);
  }
}

const NO_KEY = (token = -1): PossibleKey => ({ possible: false, required: false, token, at: 0, line: 0, column: 0 });
const NEVER_PLAIN: ReadonlySet<string> = new Set([...'?:,[]{}#&*!|>\'"%@`\t']);
