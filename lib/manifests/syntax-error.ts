import { isFieldName } from '../kubernetes/fields/fields';
import { printable } from '../messages/text';
import type { Document } from './documents';
import { placeOf } from './place';
import { MOST_LEVELS, type Problem, type SyntaxProblem } from './yaml/node';

/**
 * Says in one sentence where a document stops being YAML, with the likely cause. It quotes nothing of the file but names of fields
 * that Kubernetes has: anything else may be a password.
 */
export function describeSyntaxError(document: Document, { problem, offset }: SyntaxProblem): string {
  const { text } = document;
  const conflict = CONFLICT.exec(text);
  if (conflict !== null) {
    return `${placeOf(document, conflict.index)}: not valid YAML: a merge conflict was left unresolved. Resolve it in git first`;
  }
  if (isTemplate(lineAt(text, offset))) {
    return `${placeOf(document, offset)}: not valid YAML: this is a template that was not rendered. Run it through its tool first (\`helm template …\`)`;
  }
  const inIndent = text.slice(lineStart(text, offset), offset).trim() === '';
  const misfit = problem === 'indentation' || (inIndent && problem === 'cannot-start');
  const place = misfit ? firstWord(text, lineStart(text, offset)) : offset;
  const isEntry = misfit && /^(- |-$|[^#\s][^#]*:( |$))/.test(lineAt(text, place).trim());
  const what =
    problem === 'control'
      ? `the control character ${printable(text.charAt(place))}, ${REASONS.control}`
      : REASONS[problem];
  return `${placeOf(document, place)}: ${isEntry ? misplaced(text, place) : what}`;
}

function isTemplate(line: string): boolean {
  const open = line.indexOf('{{');
  return open !== -1 && line.includes('}}', open);
}

const CONFLICT = /^(?:<{7}|={7}|>{7})(?= |$)/m;

const REASONS: Readonly<Record<Problem, string>> = {
  indentation:
    'not valid YAML: this line does not fit the lines above it. Look there for an open quote or bracket, or for wrong indentation',
  tab: 'not valid YAML: a tab in the indentation. Use spaces',
  'key-too-far': 'not valid YAML: a key is longer than 1,024 characters. Shorten it',
  'second-colon': "not valid YAML: a second ': ' on one line. Quote the value, or put it on its own line",
  'not-closed': 'not valid YAML: a quote, bracket or brace is not closed, or a comma is missing. Close it',
  separator: "kubectl does not accept content on the line of '---'. Put it on the next line",
  'cannot-start': 'not valid YAML: a value cannot begin with this character. Quote the value',
  escape:
    'not valid YAML: a backslash in double quotes before a character that is not a YAML escape. Use single quotes, or double the backslash',
  surrogate: 'not valid YAML: an escape for half a character. Write the character itself, or \\U with all its digits',
  alias: 'an alias (*) has no anchor (&) of its name before it in this document. If the * is text, quote the value',
  'alias-loop': 'an alias (*) repeats itself. Remove it',
  'alias-bomb': 'its aliases (*) expand to too many values. Write the values out',
  anchor:
    'not valid YAML: an anchor (&) or alias (*) needs a name of letters and digits. If it is text, quote the value',
  tag: 'not valid YAML: a tag (!) that kubectl does not accept. If it is text, quote the value',
  'block-header':
    'not valid YAML: after | or > only an indentation from 1 to 9, + or -, and a comment are allowed. Put the text on the next line',
  directive: 'kubectl does not read YAML directives, lines that begin with %. Remove the line',
  leftover:
    'kubectl ignores everything from here to the end of the document, because the document ends above. Indent it like the lines above, or put --- before it',
  depth: `it is nested too deeply, by more than ${MOST_LEVELS} levels`,
  control: 'which YAML does not allow. Remove it',
  json: 'not valid JSON',
};

/** Names of resources, which stand where fields have names of their own. */
const RESOURCES: ReadonlySet<string> = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage']);

/** Why a key or an item cannot stand at its indentation. */
function misplaced(text: string, offset: number): string {
  const line = lineAt(text, offset).trim();
  const indent = offset - lineStart(text, offset);
  const key = line.split(':')[0] ?? '';
  const what = line.startsWith('-')
    ? 'the item'
    : isFieldName(key) || RESOURCES.has(key)
      ? `the key '${key}'`
      : 'the key';
  const fits = openIndents(text, offset);
  return fits.includes(indent)
    ? `not valid YAML: ${what} does not fit the lines above it. Look there for an open quote or bracket, or a list beside a map`
    : `not valid YAML: ${what} is indented by ${spaces(indent)}, like no line above it. Indent it by ${either(fits)}, or remove it`;
}

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
