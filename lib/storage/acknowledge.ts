import type { Acknowledgement } from './acknowledgement';
import type { StorageDiagnostic } from './claim-request';
import { joinOr, nearestNames } from '../messages/nearest-names';
import { STORAGE_CODES } from './storage-codes';

/** A warning that somebody has decided to live with. */
export interface AcknowledgedWarning {
  readonly diagnostic: StorageDiagnostic;
  readonly reason: string;
}

export interface AcknowledgedResult {
  /** What is left to tell, with what is wrong about the acknowledgements themselves. */
  readonly diagnostics: StorageDiagnostic[];
  readonly acknowledged: AcknowledgedWarning[];
}

/**
 * Takes acknowledged warnings out of what was found. `own` are the author's, at `prop`: one that is unknown, without reason,
 * of an error or of a warning that was not given is told. `ofCluster` hold for every app on the cluster, so nobody expects
 * each of them to be used.
 */
export function acknowledge(
  found: readonly StorageDiagnostic[],
  own: readonly Acknowledgement[],
  prop: string,
  ofCluster: readonly Acknowledgement[] = [],
): AcknowledgedResult {
  if (found.length === 0 && own.length === 0) return { diagnostics: [], acknowledged: [] };
  const faults = own.flatMap((one, index) => faultOf(one, `${prop}[${index}]`) ?? []);
  const good = own.filter((one) => faultOf(one, '') === undefined);
  const reasons = new Map([...ofCluster, ...good].map(({ code, reason }) => [code, reason]));
  const acknowledged: AcknowledgedWarning[] = [];
  const left: StorageDiagnostic[] = [];
  for (const diagnostic of found) {
    const reason = diagnostic.severity === 'warning' ? reasons.get(diagnostic.code) : undefined;
    if (reason === undefined) {
      left.push(diagnostic);
    } else {
      acknowledged.push({ diagnostic, reason });
    }
  }
  const unused = good
    .filter(({ code }) => !found.some((diagnostic) => diagnostic.code === code))
    .map(({ code }): StorageDiagnostic => ({
      severity: 'warning',
      code: 'unused-acknowledgement',
      prop,
      message: `acknowledges '${code}', which is not given here`,
      remedy: 'Remove it, so that the warning is told should it come',
    }));
  return { diagnostics: [...left, ...faults, ...unused], acknowledged };
}

function faultOf({ code, reason }: Acknowledgement, prop: string): StorageDiagnostic | undefined {
  const known = STORAGE_CODES.find((one) => one.code === code);
  if (known === undefined) {
    const warnings = STORAGE_CODES.filter(({ severity }) => severity === 'warning').map((one) => one.code);
    const near = nearestNames(code, warnings).map((name) => `'${name}'`);
    return {
      severity: 'error',
      code: 'unknown-acknowledgement',
      prop: `${prop}.code`,
      value: code,
      message: 'must be the code of a warning',
      remedy: near.length === 0 ? `Write one of ${warnings.join(', ')}` : `Write ${joinOr(near)}`,
    };
  }
  if (known.severity === 'error') {
    return {
      severity: 'error',
      code: 'acknowledgement-of-error',
      prop: `${prop}.code`,
      value: code,
      message: 'must be the code of a warning: an error cannot be acknowledged',
      remedy: 'Remove it and mend what the error says',
    };
  }
  if (reason.trim() === '') {
    return {
      severity: 'error',
      code: 'acknowledgement-without-reason',
      prop: `${prop}.reason`,
      message: `must say why '${code}' is fine here`,
      remedy: 'Write the reason for whoever reads this next',
    };
  }
  return undefined;
}
