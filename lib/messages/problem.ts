import type { SynthCode } from './synth-codes';

/** What a check finds about one prop. Whether it is an error or a warning, its code says. */
export interface Problem {
  readonly code: SynthCode;
  /** The prop as the author wrote it: `claims[www].size`. */
  readonly prop: string;
  /** The value of that prop, if it helps to see it. */
  readonly value?: unknown;
  /** What is wrong, as a sentence without a full stop. */
  readonly message: string;
  /** What to write instead, without a full stop. @default - what the registry says for the code */
  readonly remedy?: string;
}

/**
 * Takes what checks find, the one way for all of them. A call costs less than a list or a generator for each check, and most checks
 * find nothing.
 */
export type Report = (problem: Problem) => void;
