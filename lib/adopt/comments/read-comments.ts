import { isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { LocatedObject } from '../../manifests/objects';
import type { Path } from '../../manifests/place';

/** What somebody wrote about a field. */
export interface Comment {
  /** Where it stands inside the object. */
  readonly path: Path;
  readonly lines: readonly string[];
}

/** The comments of an object that say why; those that only hold code, rulers or licences are left out. */
export function readComments({ document, path }: LocatedObject): Comment[] {
  if (document.json === true || !document.text.includes('#')) return [];
  const parsed = parseDocument(document.text, { version: '1.1', logLevel: 'silent', stringKeys: false });
  const found: Comment[] = [];
  const add = (at: Path, ...texts: readonly (string | null | undefined)[]): void => {
    if (path.some((step, index) => at[index] !== step)) return;
    const lines = texts.flatMap((text) => (text ?? '').split('\n').map((line) => line.trim())).filter(isProse);
    if (lines.length > 0) found.push({ path: at.slice(path.length), lines });
  };
  const walk = (node: unknown, at: Path, above?: string | null): void => {
    if (isMap(node)) {
      node.items.forEach(({ key, value }, index) => {
        if (!isScalar(key)) return;
        const inside = [...at, String(key.value)];
        add(inside, index === 0 ? above : undefined, key.commentBefore, isScalar(value) ? value.comment : undefined);
        walk(value, inside, commentBefore(value));
      });
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const inside = [...at, index];
        add(inside, index === 0 ? above : undefined, commentBefore(item), isScalar(item) ? item.comment : undefined);
        walk(item, inside);
      });
    }
  };
  walk(parsed.contents, [], parsed.commentBefore ?? commentBefore(parsed.contents));
  return found;
}

function commentBefore(node: unknown): string | null | undefined {
  return isNode(node) ? (node as Node).commentBefore : undefined;
}

/** A ruler, a key with a value that is no sentence, an item of a list, and what a tool or a lawyer wrote. */
const NO_PROSE =
  /^(\W*$|-?\s*["']?[a-z][\w./-]*["']?:(\s+(\S+|["'{[].*))?\s*$|- |\{\{|Source: |SPDX|Copyright|Licensed under)/;

function isProse(line: string): boolean {
  return !NO_PROSE.test(line);
}
