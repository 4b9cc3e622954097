import { joinOr, nearestNames } from '../messages/nearest-names';
import type { Problem, Report } from '../messages/problem';
import { ACKNOWLEDGEABLE, STORAGE_CODE_NAMES, SYNTH_CODES } from '../messages/synth-codes';
import type { Acknowledgement } from './acknowledgement';

/** Whose acknowledgements hold. */
export interface Acknowledgements {
  /** The author's, and the prop that they are written in. */
  readonly own: readonly Acknowledgement[];
  readonly prop: string;
  /** Those of the cluster. They hold for every app on it, so no app is expected to use each of them. */
  readonly ofCluster?: readonly Acknowledgement[];
}

/**
 * Reports what was found but for the warnings that are acknowledged, and what is wrong about the author's own acknowledgements:
 * one that is unknown, without reason, of an error or of a warning that does not occur.
 */
export function acknowledge(
  report: Report,
  found: readonly Problem[],
  { own, prop, ofCluster = [] }: Acknowledgements,
): void {
  if (found.length === 0 && own.length === 0) return;
  const faults = own.map((one, index) => faultOf(one, `${prop}[${index}]`));
  const good = own.filter((_, index) => faults[index] === undefined);
  const accepted = new Set([...ofCluster, ...good].map(({ code }) => code));
  for (const problem of found) {
    if (SYNTH_CODES[problem.code].kind === 'error' || !accepted.has(problem.code)) report(problem);
  }
  for (const fault of faults) if (fault !== undefined) report(fault);
  for (const { code } of good) {
    if (!found.some((problem) => problem.code === code)) {
      report({ code: 'unused-acknowledgement', prop, message: `acknowledges '${code}', which does not occur here` });
    }
  }
}

function faultOf({ code, reason }: Acknowledgement, prop: string): Problem | undefined {
  if (!STORAGE_CODE_NAMES.includes(code)) {
    const near = nearestNames(code, ACKNOWLEDGEABLE).map((name) => `'${name}'`);
    return {
      code: 'unknown-acknowledgement',
      prop: `${prop}.code`,
      value: code,
      message: 'must be the code of a storage warning',
      remedy: near.length === 0 ? `Write one of ${ACKNOWLEDGEABLE.join(', ')}` : `Write ${joinOr(near)}`,
    };
  }
  if (!ACKNOWLEDGEABLE.includes(code)) {
    const message = 'must be the code of a warning: an error cannot be acknowledged';
    return { code: 'acknowledgement-of-error', prop: `${prop}.code`, value: code, message };
  }
  if (reason.trim() === '') {
    const message = `must say why '${code}' is fine here`;
    return { code: 'acknowledgement-without-reason', prop: `${prop}.reason`, message };
  }
  return undefined;
}
