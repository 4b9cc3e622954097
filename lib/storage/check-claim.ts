import { checkAccess } from './check-access';
import { checkDangers, checkSharing } from './check-dangers';
import { checkGrowth } from './check-growth';
import { checkSnapshots } from './check-snapshots';
import type { ClaimRequest, Spread, StorageDiagnostic } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { targetOf } from './target-class';

/**
 * All that is wrong or dangerous about a claim on a cluster: errors first, in the order in which the author would meet them.
 * What is not known of the cluster, the class or the provisioner yields nothing. Never throws.
 */
export function checkClaim(request: ClaimRequest, cluster: ClusterKnowledge, spread: Spread = {}): StorageDiagnostic[] {
  const { target, diagnostics } = targetOf(request, cluster);
  const found = [
    ...diagnostics,
    ...(target.kind === 'class' ? checkAccess(request, target, cluster) : []),
    ...checkGrowth(request, target),
    ...checkSnapshots(request, target, cluster),
    ...checkSharing(request),
    ...(target.kind === 'class' ? checkDangers(request, target, cluster, spread) : []),
  ];
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
}
