/** One document of a stream, not parsed yet. */
export interface Document {
  /** The file as the user knows it: `dist/web.yaml`, `main:dist/web.yaml`, `standard input`. */
  readonly file: string;
  /** Counted from 1, empty ones included. */
  readonly number: number;
  /** The line of the file on which the text starts, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Cuts a stream where kubectl cuts it: before each line that starts with `---`, or between JSON objects. */
export function splitDocuments(file: string, stream: string): Document[] {
  const text = stream.charCodeAt(0) === 0xfeff ? stream.slice(1) : stream;
  // `{{` begins a template that was not rendered, and JSON has no `---`.
  return /^\s*\{(?!\{)/.test(text) && !/^---/m.test(text) ? splitJson(file, text) : splitYaml(file, text);
}

function splitYaml(file: string, text: string): Document[] {
  const documents: Document[] = [];
  let start = 0;
  let line = 1;
  const push = (end: number): void => {
    const part = text.slice(start, end);
    if (documents.length > 0 || part.trim() !== '') {
      documents.push({ file, number: documents.length + 1, line, text: part });
    }
    line += countLines(part);
  };
  for (const separator of text.matchAll(/^---(?=\s|$)/gm)) {
    if (separator.index > start || documents.length > 0) {
      push(separator.index);
    }
    start = separator.index;
  }
  push(text.length);
  return documents;
}

function splitJson(file: string, text: string): Document[] {
  const documents: Document[] = [];
  let start = 0;
  let depth = 0;
  let line = 1;
  const push = (end: number): void => {
    const part = text.slice(start, end);
    if (part.trim() !== '') {
      documents.push({ file, number: documents.length + 1, line, text: part });
    }
    line += countLines(part);
    start = end;
  };
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    depth += token[0] === '{' ? 1 : token[0] === '}' ? -1 : 0;
    if (depth === 0 && token[0] === '}') {
      push(token.index + 1);
    }
  }
  push(text.length);
  return documents;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}
