import { dnsSubdomainFault } from '../../kubernetes/names';
import { checkSnapshots } from '../../storage/check-snapshots';
import { resolveTarget } from '../../storage/target-class';
import { claimRequests } from './check-storage';
import type { ResolvedApp } from '../resolved-app';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';

/** Of which claims snapshots are taken, and under which names. */
export interface SnapshotChoice {
  readonly name: string;
  readonly claims?: readonly string[];
  readonly ordinals?: readonly number[];
  readonly volumeSnapshotClassName?: string;
}

const ignore: Report = () => undefined;

/** Whether the cluster can take the snapshots, of claims that are there. */
export function checkClaimSnapshots(
  report: Report,
  props: SnapshotChoice,
  { cluster, identity, props: app }: ResolvedApp,
): void {
  const { name } = props;
  const claims = app.claims ?? [];
  const fault = dnsSubdomainFault(`${name}-${claims[0]?.name ?? ''}-${identity.name}-0`);
  checkName(report, { code: 'snapshot-name-invalid', prop: 'name', value: name, fault });
  for (const unknown of (props.claims ?? []).filter((one) => claims.every((claim) => claim.name !== one))) {
    report({
      code: 'snapshot-claim-unknown',
      prop: 'claims',
      value: props.claims,
      message: `the app has no claim '${unknown}' (it has ${claims.map((claim) => claim.name).join(', ') || 'none'})`,
    });
  }
  if (app.autoscaling !== undefined && props.ordinals === undefined) {
    report({
      code: 'snapshots-with-autoscaling',
      prop: 'ordinals',
      message: 'is missing: an autoscaler chooses the number of pods, so not all claims are known here',
    });
  }
  if (cluster === undefined) {
    return;
  }
  for (const claim of claims.filter((one) => props.claims?.includes(one.name) ?? true)) {
    const [request] = claimRequests({ ...claim, source: undefined, sources: undefined });
    if (request === undefined) continue;
    // Whether the class itself is good, the app says.
    const target = resolveTarget(ignore, request, cluster._knowledge);
    const { volumeSnapshotClassName: className } = props;
    const snapshots = { prop: request.prop, className, classProp: 'volumeSnapshotClassName' };
    checkSnapshots(report, { ...request, snapshots }, target, cluster._knowledge);
  }
}
