import { isMap, isSeq, parseDocument, isScalar, type Node, type Pair } from 'yaml';
import type { Document } from './documents';

/** The keys and indexes that lead to a value inside a document. */
export type Path = readonly (string | number)[];

/** `dist/web.yaml, document 2, line 14, column 7`. */
export function placeOf(document: Document, offset: number): string {
  const before = document.text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = document.line + before.split('\n').length - 1;
  return `${whereIs(document)}, line ${line}, column ${offset - lineStart + 1}`;
}

/** `dist/web.yaml, document 2`. */
export function whereIs(document: Document): string {
  return `${document.file}, document ${document.number}`;
}

/** Where the key (or list item) at the end of a path stands. Parses again: positions are only wanted for errors. */
export function placeOfPath(document: Document, path: Path): string {
  let node: unknown = parseDocument(document.text, {
    prettyErrors: false,
    schema: 'failsafe',
    logLevel: 'silent',
  }).contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items
        .filter((item: Pair) => isScalar(item.key) && String(item.key.value) === String(step))
        .at(-1);
      if (!isScalar(pair?.key)) {
        break;
      }
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return placeOf(document, offset);
}
