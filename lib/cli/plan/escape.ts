import { printable } from '../../messages/text';

/**
 * Text inside a Markdown table or paragraph: nothing in it is markup, HTML, a link, a mention or a reference. The host
 * makes mentions and references out of what was rendered, so that only a space of no width keeps them apart.
 */
export function escapeMarkdown(text: string): string {
  return printable(text.replace(/\r\n/g, '\n'))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$]/g, (mark) => `\\${mark}`)
    .replace(/[@#]/g, (mark) => `${mark}&#8203;`)
    .replace(/^(\s*)([-+=]|\d+[.)])/gm, '$1&#8203;$2')
    .replace(/\b(https?):\/\//g, '$1&#58;//')
    .replace(/\n/g, '<br>');
}

/** Code inside a table cell, where even a pipe in code ends the cell. */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/\|/g, '\\|');
}

/** Text as code on one line: fenced by more backticks than it has. */
export function codeSpan(text: string): string {
  const line = printable(text.replace(/\s*\r?\n\s*/g, ' '));
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Several lines as a block of code, fenced by more backticks than any line begins with. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A label in a Mermaid picture: what is not plainly a name becomes an entity. */
export function mermaidLabel(text: string): string {
  return text.replace(/[^A-Za-z0-9 ._:/-]/gu, (mark) => `#${mark.codePointAt(0) ?? 63};`);
}
