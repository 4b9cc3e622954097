import { type Cursor, DASH, isBlank, isBreak, isBreakOrEnd, isDigit, SPACE, TAB } from './cursor';
import { SyntaxProblem } from './node';

const PLUS = 0x2b;
const ZERO = 0x30;

/** A scalar behind `|` (literal) or `>` (folded). `parent` is the indentation of the collection it stands in. */
export function scanBlockScalar(cursor: Cursor, parent: number, literal: boolean): string {
  const start = cursor.at;
  cursor.at += 1;
  const { chomping, increment } = header(cursor, start);
  let trailing: string;
  let indent = increment === 0 ? 0 : Math.max(parent, 0) + increment;
  ({ indent, breaks: trailing } = skipBreaks(cursor, indent, parent));
  const parts: string[] = [];
  let leading = '';
  let afterBlank = false;
  while (cursor.column === indent && cursor.peek() !== 0) {
    const blank = isBlank(cursor.peek());
    if (!literal && !afterBlank && !blank && leading === '\n') {
      if (trailing === '') parts.push(' ');
    } else {
      parts.push(leading);
    }
    parts.push(trailing);
    afterBlank = blank;
    const from = cursor.at;
    while (!isBreakOrEnd(cursor.peek())) cursor.at += 1;
    parts.push(cursor.text.slice(from, cursor.at));
    leading = isBreak(cursor.peek()) ? cursor.skipBreak() : '';
    ({ breaks: trailing } = skipBreaks(cursor, indent, parent));
  }
  if (chomping !== '-') parts.push(leading);
  if (chomping === '+') parts.push(trailing);
  return parts.join('');
}

/** `|2-`, `>+` and the like, up to the end of their line. */
function header(cursor: Cursor, start: number): { chomping: string; increment: number } {
  let chomping = '';
  let increment = 0;
  for (let turn = 0; turn < 2; turn += 1) {
    const code = cursor.peek();
    if ((code === PLUS || code === DASH) && chomping === '') {
      chomping = String.fromCharCode(code);
      cursor.at += 1;
    } else if (isDigit(code) && increment === 0) {
      if (code === ZERO) throw new SyntaxProblem('block-header', start);
      increment = code - ZERO;
      cursor.at += 1;
    }
  }
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.peek())) throw new SyntaxProblem('block-header', cursor.at);
  if (isBreak(cursor.peek())) cursor.skipBreak();
  return { chomping, increment };
}

/** Over empty lines and the indentation of the next one. Where no indentation is known yet, the deepest of these lines tells it. */
function skipBreaks(cursor: Cursor, known: number, parent: number): { indent: number; breaks: string } {
  const marks: string[] = [];
  let deepest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && cursor.peek() === SPACE) cursor.at += 1;
    deepest = Math.max(deepest, cursor.column);
    if ((known === 0 || cursor.column < known) && cursor.peek() === TAB) throw new SyntaxProblem('tab', cursor.at);
    if (!isBreak(cursor.peek())) break;
    marks.push(cursor.skipBreak());
  }
  return { indent: known === 0 ? Math.max(deepest, parent + 1, 1) : known, breaks: marks.join('') };
}
