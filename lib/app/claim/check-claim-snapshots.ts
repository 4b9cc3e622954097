import { dnsSubdomainFault } from '../../kubernetes/names';
import { checkSnapshots } from '../../storage/check-snapshots';
import { targetOf } from '../../storage/target-class';
import { claimRequests } from './check-storage';
import type { ResolvedApp } from '../resolved-app';
import { nameProblem, type Report } from '../base/problem';

/** Of which claims snapshots are taken, and under which names. */
export interface SnapshotChoice {
  readonly name: string;
  readonly claims?: readonly string[];
  readonly ordinals?: readonly number[];
  readonly volumeSnapshotClassName?: string;
}

/** Whether the cluster can take the snapshots, of claims that are there. */
export function checkClaimSnapshots(
  report: Report,
  props: SnapshotChoice,
  { cluster, identity, props: app }: ResolvedApp,
): void {
  const { name } = props;
  const claims = app.claims ?? [];
  const fault = dnsSubdomainFault(`${name}-${claims[0]?.name ?? ''}-${identity.name}-0`);
  nameProblem(report, 'snapshot-name-invalid', 'name', name, fault, 'Choose a shorter or simpler name');
  for (const unknown of (props.claims ?? []).filter((one) => claims.every((claim) => claim.name !== one))) {
    report({
      code: 'snapshot-claim-unknown',
      prop: 'claims',
      value: unknown,
      message: `must name a claim of the app (${claims.map((claim) => claim.name).join(', ') || 'it has none'})`,
      remedy: 'Correct the name',
    });
  }
  if (app.autoscaling !== undefined && props.ordinals === undefined) {
    report({
      code: 'snapshots-with-autoscaling',
      prop: 'ordinals',
      message: 'is missing: an autoscaler chooses the number of pods, so that all claims are not known here',
      remedy: 'Give the ordinals whose claims are to be copied',
    });
  }
  if (cluster === undefined) {
    return;
  }
  for (const claim of claims.filter((one) => props.claims?.includes(one.name) ?? true)) {
    const [request] = claimRequests({ ...claim, source: undefined, sources: undefined });
    if (request === undefined) continue;
    const { target } = targetOf(request, cluster._knowledge);
    const asked = { ...request, snapshots: true, snapshotClass: props.volumeSnapshotClassName };
    for (const { code, prop, value, message, remedy } of checkSnapshots(asked, target, cluster._knowledge)) {
      const own = prop.endsWith('.snapshotClass') ? 'volumeSnapshotClassName' : request.prop;
      report({ code, prop: own, value, message, remedy });
    }
  }
}
