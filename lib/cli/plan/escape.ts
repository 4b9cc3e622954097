import { line } from '../../messages/line';

/** What a host makes links, mentions, references and quick actions of stays apart by a space of no width. */
const APART = '&#8203;';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };

/**
 * Text inside a Markdown table or paragraph, on one line: nothing in it is markup, HTML, a link, a mention, a reference or a
 * command. The host makes the last four out of what was rendered, so that an entity does not help.
 */
export function escapeMarkdown(text: string): string {
  return line(text)
    .replace(/[&<>|]|[\\`*_[\]~$]|[@#]|[!%^](?=[\w"])/g, (mark) =>
      /[@#!%^]/.test(mark) ? `${mark}${APART}` : (ENTITIES[mark] ?? `\\${mark}`),
    )
    .replace(/&amp;(?=\w)|\\[~$](?=[\w"])/g, (mark) => `${mark}${APART}`)
    .replace(/^(\s*)([-+=/]|\d+[.)])/, `$1${APART}$2`)
    .replace(/\/(?=\/)/g, `/${APART}`)
    .replace(/\bGH(?=-)/gi, `$&${APART}`)
    .replace(/\bwww\./gi, (mark) => `${mark.slice(0, -1)}${APART}.`);
}

/** Code inside a table cell, where even a pipe in code ends the cell. */
export function codeCell(text: string): string {
  return text.includes('|') ? `<code>${escapeMarkdown(text)}</code>` : codeSpan(text);
}

/** Text as code on one line: fenced by more backticks than it has. */
export function codeSpan(text: string): string {
  const shown = line(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ *$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
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
