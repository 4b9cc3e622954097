/** Stands for a space at which a line must not be broken. `line` lets none through, so that it is never somebody's own. */
const KEPT = '\u0000';
/** So narrow a line reads no better than a long one. */
const LEAST = 40;

/** A text of which no line break may fall inside, such as a command. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', KEPT);
}

/**
 * Breaks each line of a text between words so that it fits into so many columns, and begins what follows below its own first word. A
 * word or command that is longer has a line of its own. Colours count for nothing. Without a width only the marks of `unbroken` go.
 */
export function wrap(text: string, width: number | undefined): string {
  const lines =
    width === undefined || width < LEAST ? text.split('\n') : text.split('\n').flatMap((each) => broken(each, width));
  return lines.join('\n').replaceAll(KEPT, ' ');
}

function broken(text: string, width: number): string[] {
  if (lengthOf(text) <= width) return [text];
  const [indent = ''] = /^ *(\d+\. )?/.exec(text) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of text.slice(indent.length).split(' ')) {
    const isFirst = current.trim() === '' || current === indent;
    if (!isFirst && lengthOf(current) + 1 + lengthOf(word) > width) {
      lines.push(current);
      current = `${' '.repeat(indent.length)}${word}`;
    } else current += isFirst ? word : ` ${word}`;
  }
  return [...lines, current];
}

function lengthOf(text: string): number {
  return [...text.replace(/\u001b\[\d*m/g, '')].length;
}
