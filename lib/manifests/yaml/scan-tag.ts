import { type Cursor, isBlankOrEnd, isWord } from './cursor';
import { SyntaxProblem } from './node';

const EXCLAMATION = 0x21;
const PERCENT = 0x25;
const LESS = 0x3c;
const GREATER = 0x3e;
const URI: ReadonlySet<number> = new Set([...";/?:@&=+$,.!~*'()[]%"].map((mark) => mark.charCodeAt(0)));

/** A tag with a handle of its own, `!e!x`, which would need a %TAG directive; kubectl refuses it where it uses the tag. */
export const UNKNOWN_HANDLE = '!!';

/** A tag in full: `!!int` is `tag:yaml.org,2002:int`, `!mine` stays. The cursor stands on its `!`. */
export function scanTag(cursor: Cursor): string {
  const start = cursor.at;
  let tag: string;
  if (cursor.peek(1) === LESS) {
    cursor.at += 2;
    tag = scanUri(cursor, start);
    if (tag === '' || cursor.peek() !== GREATER) throw new SyntaxProblem('tag', start);
    cursor.at += 1;
  } else {
    const word = scanWord(cursor);
    if (cursor.peek() !== EXCLAMATION) {
      tag = `!${word}${scanUri(cursor, start)}`;
    } else {
      cursor.at += 1;
      const suffix = scanUri(cursor, start);
      if (suffix === '') throw new SyntaxProblem('tag', start);
      tag = word === '' ? `tag:yaml.org,2002:${suffix}` : UNKNOWN_HANDLE;
    }
  }
  if (!isBlankOrEnd(cursor.peek())) throw new SyntaxProblem('tag', start);
  return tag;
}

function scanWord(cursor: Cursor): string {
  cursor.at += 1;
  const from = cursor.at;
  while (isWord(cursor.peek())) cursor.at += 1;
  return cursor.text.slice(from, cursor.at);
}

function scanUri(cursor: Cursor, start: number): string {
  const parts: string[] = [];
  let from = cursor.at;
  while (isWord(cursor.peek()) || URI.has(cursor.peek())) {
    if (cursor.peek() === PERCENT) {
      parts.push(cursor.text.slice(from, cursor.at), scanOctets(cursor, start));
      from = cursor.at;
    } else {
      cursor.at += 1;
    }
  }
  parts.push(cursor.text.slice(from, cursor.at));
  return parts.join('');
}

/** One character as `%E2%82%AC`. */
function scanOctets(cursor: Cursor, start: number): string {
  const octet = (): number => {
    const [, digits] = /^%([\da-fA-F]{2})/.exec(cursor.text.slice(cursor.at, cursor.at + 3)) ?? [];
    if (digits === undefined) throw new SyntaxProblem('tag', start);
    cursor.at += 3;
    return parseInt(digits, 16);
  };
  const first = octet();
  const more = first < 0x80 ? 0 : first >> 5 === 6 ? 1 : first >> 4 === 14 ? 2 : first >> 3 === 30 ? 3 : -1;
  if (more === -1) throw new SyntaxProblem('tag', start);
  for (let index = 0; index < more; index += 1) {
    if ((octet() & 0xc0) !== 0x80) throw new SyntaxProblem('tag', start);
  }
  return more === 0 ? String.fromCharCode(first) : '\ufffd';
}

/** The name of an anchor or alias; the cursor stands on its `&` or `*`. */
export function scanAnchor(cursor: Cursor): string {
  const start = cursor.at;
  const name = scanWord(cursor);
  const code = cursor.peek();
  if (name === '' || !(isBlankOrEnd(code) || ENDS_ANCHOR.has(code))) throw new SyntaxProblem('anchor', start);
  return name;
}

const ENDS_ANCHOR: ReadonlySet<number> = new Set([...'?:,]}%@`'].map((mark) => mark.charCodeAt(0)));
