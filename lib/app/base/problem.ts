import type { Diagnostic } from '../../messages/diagnostic';

/** What a check finds wrong with a prop. The construct reports all of them together, as errors. */
export type Problem = Omit<Diagnostic, 'construct' | 'severity'>;

/** Takes what a check finds. A call costs less than a list or a generator for each check, and most checks find nothing. */
export type Report = (problem: Problem) => void;

/** A name that Kubernetes refuses, where `fault` says why; nothing where it is good. */
export function nameProblem(
  report: Report,
  code: string,
  prop: string,
  value: string,
  fault: string | undefined,
  remedy: string,
): void {
  if (fault !== undefined) {
    report({ code, prop, value, message: fault, remedy });
  }
}

/** A number that must be whole and within bounds; absent is fine. */
export function wholeNumberProblem(
  report: Report,
  code: string,
  prop: string,
  value: number | undefined,
  bounds: { min: number; max?: number },
  remedy: string,
): void {
  const max = bounds.max ?? 2_147_483_647;
  if (value !== undefined && (!Number.isInteger(value) || value < bounds.min || value > max)) {
    const range = bounds.max === undefined ? `of ${bounds.min} or more` : `from ${bounds.min} to ${bounds.max}`;
    report({ code, prop, value, message: `must be a whole number ${range}`, remedy });
  }
}

/** Values that stand more than once, each once. */
export function duplicates<T>(values: readonly T[]): T[] {
  return values.length < 2 ? [] : [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
