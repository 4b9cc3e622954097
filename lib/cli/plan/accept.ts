import type { Finding, Plan } from '../../plan/types';
import type { SidedAcknowledgement } from './acknowledgements';

/** Which findings are accepted, and what is to be told about the list itself. */
export interface Accepted {
  readonly of: ReadonlyMap<Finding, SidedAcknowledgement>;
  readonly notes: readonly string[];
}

/** Matches acknowledgements with the findings of plans. One that has expired accepts nothing any more; of two for a finding the first counts. */
export function acknowledge(
  plans: readonly { readonly plan: Plan; readonly cluster?: string | undefined }[],
  list: readonly SidedAcknowledgement[],
  today: Date,
): Accepted {
  const of = new Map<Finding, SidedAcknowledgement>();
  const notes: string[] = [];
  const day = today.toISOString().slice(0, 10);
  for (const entry of list) {
    const matches = plans
      .filter(({ cluster }) => entry.cluster === undefined || entry.cluster === cluster)
      .flatMap(({ plan }) => plan.changes)
      .filter((change) => change.object === entry.object)
      .flatMap((change) => change.findings)
      .filter((finding) => finding.code === entry.code && (entry.path === undefined || entry.path === finding.path));
    const what = `${entry.place}: the acknowledgement of ${entry.code} for ${entry.object}`;
    if (entry.expires >= day && matches.length > 0) {
      matches.filter((finding) => !of.has(finding)).forEach((finding) => of.set(finding, entry));
    } else if (entry.onlyInTarget !== true) {
      notes.push(
        matches.length === 0
          ? `${what} matches nothing in this plan. Remove it if its change has been applied`
          : `${what} expired on ${entry.expires} and no longer has any effect. Remove it, or give it a new date`,
      );
    }
  }
  return { of, notes };
}
