import { unserved } from '../../lib/kubernetes/served/unserved';
import { plan } from '../../lib/plan';
import { type Compared, dependsOnServer, disagreement } from '../apiserver/differential/disagreement';
import type { SeededChange } from './changes';
import type { OracleAnswer } from './oracle';

/** Whether an answer says something about a change: what could not be created is no base of one, and servers are run differently. */
export function isComparable({ error, before, after }: OracleAnswer): boolean {
  if (error !== undefined || [before, after].some((each) => each?.reason === 'NotServed')) return true;
  return after !== undefined && !dependsOnServer(after.message ?? '');
}

/** What the plan is known not to say; each is a gap to close. */
const KNOWN_GAPS: readonly RegExp[] = [
  // What stands in the schemas of a definition is not judged.
  /openAPIV3Schema/,
  // A new ExternalName Service that has an address as well.
  /spec\.clusterIPs/,
  // One port twice: the API server names the node port of the second as well.
  /^field not named: spec\.ports\[\d+\]\.nodePort/,
];

/** Whether a disagreement is one of those. */
export function isKnownGap(problem: string): boolean {
  return KNOWN_GAPS.some((each) => each.test(problem));
}

/** What the plan says otherwise than Kubernetes itself. Nothing where they agree. */
export function compare(change: SeededChange, answer: OracleAnswer, kubernetes: string): string | undefined {
  if (!isComparable(answer)) return undefined;
  if (answer.error !== undefined) return `the oracle failed: ${answer.error}`;
  const { before, after, apply } = change;
  const verdict = answer.after;
  if (verdict === undefined || verdict.reason === 'NotServed') {
    const why = unserved(after.apiVersion, String(after.kind), Number(kubernetes.split('.')[1]));
    return why === undefined ? 'the oracle does not serve the kind' : undefined;
  }
  const server: Compared = {
    status: verdict.code,
    message: verdict.message ?? '',
    fields: (verdict.causes ?? []).map((cause) => cause.field),
    restarts: answer.template && after.kind === 'StatefulSet',
    changes: answer.changed,
  };
  const [found] = plan(before === undefined ? [] : [before], [after], { kubernetes, apply }).changes;
  if (before !== undefined) return disagreement(found, server);
  const refused = found?.impact === 'rejected';
  if (refused === server.status >= 300) return refused ? disagreement(found, server) : undefined;
  return refused
    ? `refused by the plan only: ${found.findings[0]!.message}`
    : `refused by the server only: ${server.message}`;
}
