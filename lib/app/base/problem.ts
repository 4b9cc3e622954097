import type { Problem, Report } from '../../messages/problem';

/** A name that somebody gave, and what is wrong with it. */
interface NameCheck extends Pick<Problem, 'code' | 'prop' | 'remedy'> {
  readonly value: unknown;
  /** Why Kubernetes rejects it; undefined if it is good. */
  readonly fault: string | undefined;
}

export function checkName(report: Report, { code, prop, value, fault, remedy }: NameCheck): void {
  if (fault !== undefined) report({ code, prop, value, message: fault, remedy });
}

/** A key of a map that somebody gave, and what is wrong with it. */
interface KeyCheck extends Pick<Problem, 'code' | 'prop' | 'remedy'> {
  readonly key: string;
  /** Why Kubernetes rejects it; undefined if it is good. */
  readonly fault: string | undefined;
}

export function checkKey(report: Report, { code, prop, key, fault, remedy }: KeyCheck): void {
  if (fault !== undefined) report({ code, prop: `${prop}[${key}]`, message: `the key ${fault}`, remedy });
}

/** Names that must differ from each other. */
interface UniqueCheck extends Pick<Problem, 'code' | 'prop' | 'remedy'> {
  readonly names: readonly string[];
  /** What has them, in the plural. */
  readonly what: string;
}

export function checkUnique(report: Report, { code, prop, names, what, remedy }: UniqueCheck): void {
  for (const name of duplicates(names)) report({ code, prop, message: `several ${what} are called '${name}'`, remedy });
}

/** A number that somebody may have given, and its bounds. */
interface NumberCheck extends Pick<Problem, 'code' | 'prop' | 'remedy'> {
  readonly value: number | undefined;
  readonly min: number;
  /** @default - what 32 bits hold */
  readonly max?: number;
}

const MAX_INT32 = 2_147_483_647;

/** Whether the number is whole and within its bounds; one that is left out is fine. */
export function checkWholeNumber(report: Report, { code, prop, value, min, max, remedy }: NumberCheck): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= (max ?? MAX_INT32))) return;
  const range = max === undefined ? `of ${min} or more` : `from ${min} to ${max}`;
  report({ code, prop, value, message: `must be a whole number ${range}`, remedy });
}

/** Values that occur more than once, each once. */
export function duplicates<T>(values: readonly T[]): T[] {
  return values.length < 2 ? [] : [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
