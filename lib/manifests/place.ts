import type { Document } from './documents';
import { nodesOf } from './yaml/document';
import { type Node, SyntaxProblem } from './yaml/node';

/** The keys and indexes that lead to a value inside a document. */
export type Path = readonly (string | number)[];

/** Both counted from 1, in the file. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** `dist/web.yaml, document 2, line 14, column 7`. */
export function placeOf(document: Document, offset: number): string {
  const { line, column } = lineOf(document, offset);
  return `${whereIs(document)}, line ${line}, column ${column}`;
}

function lineOf(document: Document, offset: number): LineAndColumn {
  const starts = lineStartsOf(document);
  let line = 0;
  for (let step = 2 ** Math.ceil(Math.log2(starts.length + 1)); step >= 1; step /= 2) {
    const start = starts[line + step];
    if (start !== undefined && start <= offset) line += step;
  }
  return { line: document.line + line, column: offset - (starts[line] ?? 0) + 1 };
}

/** The line of the key (or list item) at the end of a path. */
export function lineOfPath(document: Document, path: Path): LineAndColumn {
  return lineOf(document, offsetOf(rootOf(document), path));
}

/** `dist/web.yaml, document 2`. */
export function whereIs(document: Document): string {
  return `${document.file}, document ${document.number}`;
}

/** Where the key (or list item) at the end of a path stands. */
export function placeOfPath(document: Document, path: Path): string {
  const offset = offsetOf(rootOf(document), path);
  return placeOf(document, offset);
}

function offsetOf(root: Node | undefined, path: Path): number {
  let node = root;
  let offset = root?.start ?? 0;
  for (const step of path) {
    if (node?.kind === 'alias') node = node.target;
    if (node?.kind === 'mapping') {
      const index = entryOf(node.entries, String(step));
      const key = node.entries[index];
      if (key === undefined) break;
      offset = key.start;
      node = node.entries[index + 1];
    } else if (node?.kind === 'sequence' && typeof step === 'number') {
      node = node.items[step];
      offset = node?.start ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

/** Where the key of this name was written last. */
function entryOf(entries: readonly Node[], name: string): number {
  let index = ENTRIES.get(entries);
  if (index === undefined) {
    index = new Map();
    for (let at = 0; at < entries.length; at += 2) {
      const key = entries[at];
      const scalar = key?.kind === 'alias' ? key.target : key;
      if (scalar?.kind === 'scalar') index.set(scalar.text, at);
    }
    ENTRIES.set(entries, index);
  }
  return index.get(name) ?? -1;
}

/** Places are only wanted for errors, but then often many in one document. */
const ENTRIES = new WeakMap<readonly Node[], Map<string, number>>();
const ROOTS = new WeakMap<Document, Node | undefined>();
const LINE_STARTS = new WeakMap<Document, readonly number[]>();

function rootOf(document: Document): Node | undefined {
  if (ROOTS.has(document)) return ROOTS.get(document);
  let root: Node | undefined;
  try {
    root = nodesOf(document);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
  }
  ROOTS.set(document, root);
  return root;
}

function lineStartsOf(document: Document): readonly number[] {
  const known = LINE_STARTS.get(document);
  if (known !== undefined) return known;
  const starts = [0];
  const { text } = document;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  LINE_STARTS.set(document, starts);
  return starts;
}
