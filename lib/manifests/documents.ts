import { SyntaxProblem } from './yaml/node';
import { readJson } from './yaml/json';

/** One document of a stream. */
export interface Document {
  /** The file as the user knows it: `dist/web.yaml`, `main:dist/web.yaml`, `standard input`. */
  readonly file: string;
  /** Counted from 1, empty ones included. */
  readonly number: number;
  /** The line of the file on which the text starts, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** It stands in a stream of JSON, not of YAML: then it is read as JSON. */
  readonly json?: true;
  /** Why kubectl reads no document here, and nothing behind it. */
  readonly problem?: SyntaxProblem;
}

/** How far kubectl looks for a brace to tell JSON from YAML. */
const GUESS = 4096;

/** Cuts a stream where kubectl cuts it: before each line that starts with `---`, or between JSON objects. */
export function splitDocuments(file: string, stream: string): Document[] {
  const text = stream.charCodeAt(0) === 0xfeff ? stream.slice(1) : stream;
  const documents: Document[] = [];
  // `{{` begins a template that was not rendered.
  const end = startsJson(text) ? splitJson(file, text, documents) : 0;
  if (end < text.length) splitYaml(file, text, end, documents);
  return documents;
}

function startsJson(text: string): boolean {
  const head = text.slice(0, GUESS);
  for (let at = 0; at < head.length; at += 1)
    if (!SPACE.test(head.charAt(at))) return head.startsWith('{', at) && !head.startsWith('{{', at);
  return false;
}

/**
 * Reads JSON as long as it is some; gives where it ends. After one value the rest may still be YAML, after two it may
 * not, and if the first is none the whole stream is YAML.
 */
function splitJson(file: string, text: string, documents: Document[]): number {
  let at = 0;
  let line = 1;
  for (;;) {
    const start = endOf(/[ \t\r\n]*/y, text, at);
    if (start >= text.length) return start;
    try {
      const { end } = readJson(text, at);
      const part = text.slice(at, end);
      documents.push({ file, number: documents.length + 1, line, text: part, json: true });
      line += countLines(part);
      at = end;
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      const rest = documents.length < 2 ? yamlBehind(text, at) : undefined;
      if (rest !== undefined) return documents.length === 0 ? 0 : rest;
      const problem = new SyntaxProblem(error.problem, error.offset - at);
      documents.push({ file, number: documents.length + 1, line, text: text.slice(at), problem });
      return text.length;
    }
  }
}

/** Where YAML begins behind JSON: on the next line, or at the first word. kubectl needs four more bytes to see any. */
function yamlBehind(text: string, from: number): number | undefined {
  for (let at = from; ; at += 1) {
    if (text.length - at < 4 && new TextEncoder().encode(text.slice(at)).length < 4) return undefined;
    const mark = text.charAt(at);
    if (!SPACE.test(mark)) return at;
    if (mark === '\n') return at + 1;
  }
}

/** Space in the eyes of Go. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function splitYaml(file: string, stream: string, from: number, documents: Document[]): void {
  let line = 1 + countLines(stream.slice(0, from));
  const rest = stream.slice(from);
  const text = (rest.includes('\r\n') ? rest.replaceAll('\r\n', '\n') : rest) + (rest.endsWith('\n') ? '' : '\n');
  let start = 0;
  const push = (end: number, problem?: SyntaxProblem): void => {
    const part = text.slice(start, end);
    if (documents.length > 0 || part.trim() !== '') {
      const document = { file, number: documents.length + 1, line, text: part };
      documents.push(problem === undefined ? document : { ...document, problem });
    }
    line += countLines(part);
    start = end;
  };
  for (const { 0: mark, 1: rest = '', index } of text.matchAll(/(?<=^|\n)---([^\n]*)\n/g)) {
    const words = rest.trim();
    if (words !== '' && !words.startsWith('#')) {
      push(text.length, new SyntaxProblem('separator', index - start));
      return;
    }
    // Of several marks in a row the next one is part of the document that it begins.
    if (index === start) continue;
    push(index);
    start = index + mark.length;
    line += 1;
  }
  if (start < text.length) push(text.length);
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
