import type { Change } from '../../../lib/plan';

const REVISION = new Set(['pod-template-changed', 'restart-without-change']);

/** What kubectl makes of a manifest before anything is sent. */
const MERGED_BY_CLIENT = new Set(['duplicate-port-merged']);

/** What an API server made of a change. */
export interface Compared {
  readonly status: number;
  readonly message: string;
  readonly fields: readonly string[];
  /** Whether a StatefulSet has a new template. */
  readonly restarts: boolean;
  readonly changes: boolean;
}

/** What depends on how the server is run, not on its version: named here, so that it is no silent gap. */
export function dependsOnServer(message: string): boolean {
  return /not configured (on this cluster|for dual-stack)|provided IP is not in the valid range|provided port is not in the valid range|already allocated|the object has been modified/i.test(
    message,
  );
}

/** What docs/reference/rules.md says the plan does not know. */
const KNOWN_GAPS: readonly RegExp[] = [
  /^StorageClass \S+ parameters = \{\}: refused by the server only: .* updates to parameters are forbidden/,
];

export function isKnownGap(problem: string): boolean {
  return KNOWN_GAPS.some((each) => each.test(problem));
}

/** What the plan and the server disagree about; nothing where they agree. */
export function disagreement(change: Change | undefined, server: Compared): string | undefined {
  const found = change?.findings ?? [];
  const rejected = found.filter((finding) => finding.impact === 'rejected');
  if (server.status >= 300) {
    // Flux drops unknown fields before it sends the rest, so the plan does not call that a refusal.
    if (server.message.includes('field not declared in schema')) {
      const named = rejected.length > 0 || found.some((finding) => finding.code === 'unknown-field');
      return named ? undefined : 'unknown field not named';
    }
    if (rejected.length === 0) return `refused by the server only: ${server.message.slice(0, 300)}`;
    // Claim templates stand among the volumes in an order that is another one each time.
    const anyVolume = (text: string): string => text.replace(/\bspec\.volumes\[\d+\]/g, 'spec.volumes[]');
    const said = anyVolume(rejected.map((finding) => `${finding.path} ${finding.message}`).join('\n'));
    // A patch that cannot be decoded is named as a whole.
    const unnamed = server.fields.filter((field) => field !== 'patch' && !said.includes(anyVolume(field)));
    return unnamed.length === 0 ? undefined : `field not named: ${unnamed.join(', ')} (plan: ${said.slice(0, 200)})`;
  }
  if (rejected.length > 0) return `refused by the plan only: ${rejected[0]!.message.slice(0, 300)}`;
  const restarts = found.some((finding) => REVISION.has(finding.code));
  if (restarts !== server.restarts) return `new revision: plan ${String(restarts)}, server ${String(server.restarts)}`;
  // Whether something is left of the change after the merge is not said.
  if (found.some(({ code }) => MERGED_BY_CLIENT.has(code))) return undefined;
  const acts = found.some((finding) => finding.impact !== 'none' || finding.message.includes('another notation'));
  return acts === server.changes ? undefined : `changed: plan ${String(acts)}, server ${String(server.changes)}`;
}
