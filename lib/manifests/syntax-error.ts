import type { YAMLParseError } from 'yaml';
import { placeOf } from './place';
import type { Document } from './documents';

/** Says in one sentence where a document stops being YAML, with the line itself and the likely cause. */
export function describeSyntaxError(document: Document, errors: readonly YAMLParseError[]): string {
  const [first] = errors;
  if (first === undefined) {
    throw new Error('no error to describe');
  }
  if (first.message.includes('call stack')) {
    return `${placeOf(document, 0)}: it is nested too deeply`;
  }
  const offset = culprit(document.text, errors);
  return `${placeOf(document, offset)}: ${reason(document.text, offset, errors)}\n${excerpt(document.text, offset)}`;
}

/** The line with a mark below the place; of a very long line what is around it. */
function excerpt(text: string, offset: number): string {
  const column = offset - lineStart(text, offset);
  const from = Math.max(0, column - 60);
  const line = lineAt(text, offset)
    .trimEnd()
    .slice(from, from + 120);
  return `    ${line}\n    ${' '.repeat(column - from)}^`;
}

/**
 * The parser complains where a key began; the line that does not fit is often the one below it:
 * `app: web` is complete, and then comes `    storage: 1Gi`.
 */
function culprit(text: string, errors: readonly YAMLParseError[]): number {
  const first = errors[0]?.pos[0] ?? 0;
  const multiline = errors.find((error) => error.code === 'MULTILINE_IMPLICIT_KEY' && error.pos[0] === first);
  if (errors[0]?.code === 'BLOCK_AS_IMPLICIT_KEY' && multiline !== undefined && multiline.pos[1] > first) {
    return firstWord(text, lineStart(text, multiline.pos[1]));
  }
  if (errors[0]?.code === 'TAB_AS_INDENT') {
    return first;
  }
  // A position inside the indentation means the line.
  return text.slice(lineStart(text, first), first).trim() === ''
    ? firstWord(text, lineStart(text, first))
    : Math.min(first, text.length);
}

function reason(text: string, offset: number, errors: readonly YAMLParseError[]): string {
  const line = lineAt(text, offset).trim();
  const code = errors[0]?.code;
  if (/^(<{7}|={7}|>{7})( |$)/.test(line)) {
    return 'not valid YAML: a merge conflict was left unresolved. Resolve it in git first';
  }
  if (/\{\{.*\}\}/.test(line)) {
    return 'not valid YAML: this is a template that was not rendered. Run it through its tool first (`helm template …`)';
  }
  if (code === 'TAB_AS_INDENT') {
    return 'not valid YAML: a tab in the indentation. Use spaces';
  }
  const indent = offset - lineStart(text, offset);
  const atStart = text.slice(lineStart(text, offset), offset).trim() === '';
  if (atStart && INDENTATION.has(code ?? '') && /^(- |-$|[^#\s][^#]*:( |$))/.test(line)) {
    const fits = openIndents(text, offset);
    const what = line.startsWith('-') ? 'item' : `key '${line.split(':')[0] ?? line}'`;
    return fits.includes(indent)
      ? `not valid YAML: the ${what} does not follow from what stands above it. Look there for an open quote or bracket, or a list beside a map`
      : `not valid YAML: the ${what} is indented by ${spaces(indent)}, which fits no line above it. Indent it by ${either(fits)}, or remove it`;
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return "not valid YAML: a second ': ' on one line. Quote the value, or put it on a line of its own";
  }
  const message = (errors[0]?.message ?? '').split('\n')[0] ?? '';
  return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/ at line \d+, column \d+:?$/, '')}`;
}

const INDENTATION: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'MISSING_CHAR',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'UNEXPECTED_TOKEN',
]);

/** The indentations that a line at this place may have: those of the lines above that are still open. */
function openIndents(text: string, offset: number): number[] {
  const open: number[] = [];
  for (const line of text.slice(0, lineStart(text, offset)).split('\n')) {
    if (line.trim() === '' || /^\s*#/.test(line) || line.startsWith('---')) {
      continue;
    }
    const indent = firstWord(line, 0);
    while (open.length > 0 && (open.at(-1) ?? 0) > indent) {
      open.pop();
    }
    if (open.at(-1) !== indent) {
      open.push(indent);
    }
    // `- name: x` opens two: that of the dash and that of its map.
    const item = /^\s*(?:- +)+(?=[^\s#-][^#]*:( |$))/.exec(line);
    if (item !== null) {
      open.push(item[0].length);
    }
  }
  return open;
}

const spaces = (count: number): string => (count === 1 ? '1 space' : `${count} spaces`);

function either(indents: readonly number[]): string {
  const last = indents.at(-1) ?? 0;
  const rest = indents.slice(0, -1);
  return rest.length === 0 ? spaces(last) : `${rest.join(', ')} or ${spaces(last)}`;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function firstWord(text: string, start: number): number {
  const length = /^ */.exec(text.slice(start))?.[0].length ?? 0;
  return start + length;
}

function lineAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end);
}
