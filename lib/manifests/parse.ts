import { construct, type Findings } from './construct';
import type { Document } from './documents';
import { placeOf, whereIs } from './place';
import { describeSyntaxError } from './syntax-error';
import { nodesOf } from './yaml/document';
import { SyntaxProblem } from './yaml/node';

/** What stands in one document, or why it cannot be read. */
export interface Parsed {
  readonly value: unknown;
  /** The document is unusable. */
  readonly errors: readonly string[];
  /** kubectl reads it, but something is wrong in it. */
  readonly flaws: readonly Flaw[];
  /** Whole numbers in it that are rounded here, and not in Kubernetes. */
  readonly rounded: readonly bigint[];
}

/** Something wrong that kubectl tolerates. */
export interface Flaw {
  /** File, document and line. */
  readonly place: string;
  readonly message: string;
}

export function flawText({ place, message }: Flaw): string {
  return `${place}: ${message}`;
}

/** Of the problems of one document, more say nothing new. */
const MOST_PROBLEMS = 1000;

/** Reads one document as kubectl does; `null` where it is empty. Never throws. */
export function parse(document: Document): Parsed {
  const findings: Findings = { problems: [], rounded: [] };
  try {
    const root = nodesOf(document);
    const value = root === undefined ? null : construct(root, findings);
    const tell = (tolerated: boolean): Flaw[] => {
      const found = findings.problems.filter((problem) => problem.tolerated === tolerated);
      const told = found.slice(0, MOST_PROBLEMS);
      return [
        ...told.map(({ offset, message }) => ({ place: placeOf(document, offset), message })),
        ...(found.length > told.length
          ? [{ place: whereIs(document), message: `… and ${found.length - told.length} more` }]
          : []),
      ];
    };
    return { value, errors: tell(false).map(flawText), flaws: tell(true), rounded: findings.rounded };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { value: null, errors: [describeSyntaxError(document, error)], flaws: [], rounded: [] };
  }
}
