import { parseDocument } from 'yaml';
import { construct, type ConstructProblem } from './construct';
import type { Document } from './documents';
import { placeOf, whereIs } from './place';
import { KUBECTL_TAGS } from './scalars';
import { describeSyntaxError } from './syntax-error';
import { printable } from '../messages/text';

/** What stands in one document, or why it cannot be read. */
export interface Parsed {
  readonly value: unknown;
  /** The document is unusable. */
  readonly errors: readonly string[];
  /** kubectl reads it, but something is wrong in it. */
  readonly flaws: readonly string[];
}

/** No object of Kubernetes comes near it; what is deeper only makes programs fail. */
const MOST_LEVELS = 1000;

/** Reads one document as kubectl does; `null` where it is empty. Never throws. */
export function parse(document: Document): Parsed {
  const parsed = parseAny(document);
  return isTooDeep(parsed.value) ? tooDeep(document) : parsed;
}

function tooDeep(document: Document): Parsed {
  return broken(
    `${whereIs(document)}, line ${document.line}: it is nested too deeply, by more than ${MOST_LEVELS} levels`,
  );
}

/** Level by level, without recursion; what aliases share counts once a level. */
function isTooDeep(value: unknown): boolean {
  let level: ReadonlySet<unknown> = new Set([value]);
  for (let depth = 0; level.size > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    const next = new Set<unknown>();
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) next.add(child);
    }
    level = next;
  }
  return false;
}

function parseAny(document: Document): Parsed {
  const text = document.text.trimStart();
  if (text.startsWith('{')) {
    try {
      return fine(JSON.parse(document.text));
    } catch {
      // YAML in flow style, or broken JSON: the YAML parser tells which, and where.
    }
  }

  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/.exec(document.text);
  if (control !== null) {
    return broken(
      `${placeOf(document, control.index)}: the control character ${printable(control[0])}, which YAML does not allow. Remove it`,
    );
  }
  const head = /^---[ \t]+([^\s#].*)/.exec(text);
  if (head !== null) {
    return broken(
      `${placeOf(document, document.text.length - text.length)}: kubectl takes no content on the line of '---' (${head[1]}). Put it on the next line`,
    );
  }
  const directive = /^%\S+.*$/m.exec(text.startsWith('%') ? text : '');
  if (directive !== null) {
    return broken(`${placeOf(document, 0)}: kubectl does not read YAML directives (${directive[0]}). Remove the line`);
  }
  try {
    return parseYaml(document);
  } catch (error) {
    if (error instanceof RangeError) {
      return error.message === 'aliases'
        ? broken(`${whereIs(document)}, line ${document.line}: its aliases expand to too many values`)
        : tooDeep(document);
    }
    throw error;
  }
}

function parseYaml(document: Document): Parsed {
  const yaml = parseDocument(document.text, {
    schema: 'failsafe',
    customTags: KUBECTL_TAGS,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (yaml.errors.length > 0) {
    return broken(describeSyntaxError(document, yaml.errors));
  }
  const problems: ConstructProblem[] = [];
  const value = construct(yaml, problems);
  const tell = (tolerated: boolean): string[] =>
    problems
      .filter((problem) => problem.tolerated === tolerated)
      .map((problem) => `${placeOf(document, problem.offset)}: ${problem.message}`);
  return { value, errors: tell(false), flaws: tell(true) };
}

const fine = (value: unknown): Parsed => ({ value, errors: [], flaws: [] });
const broken = (error: string): Parsed => ({ value: null, errors: [error], flaws: [] });
