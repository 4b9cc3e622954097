import { construct, type ConstructProblem } from './construct';
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
  readonly flaws: readonly string[];
}

/** Of the problems of one document, more say nothing new. */
const MOST_PROBLEMS = 1000;

/** Reads one document as kubectl does; `null` where it is empty. Never throws. */
export function parse(document: Document): Parsed {
  const problems: ConstructProblem[] = [];
  try {
    const root = nodesOf(document);
    const value = root === undefined ? null : construct(root, problems);
    const tell = (tolerated: boolean): string[] => {
      const found = problems.filter((problem) => problem.tolerated === tolerated);
      const told = found.slice(0, MOST_PROBLEMS);
      return [
        ...told.map((problem) => `${placeOf(document, problem.offset)}: ${problem.message}`),
        ...(found.length > told.length ? [`${whereIs(document)}: … and ${found.length - told.length} more`] : []),
      ];
    };
    return { value, errors: tell(false), flaws: tell(true) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { value: null, errors: [describeSyntaxError(document, error)], flaws: [] };
  }
}
