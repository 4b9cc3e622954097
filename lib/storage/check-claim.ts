import type { Report } from '../messages/problem';
import { checkAccess } from './check-access';
import { adviseClass, adviseSharing, checkSharing } from './check-dangers';
import { adviseGrowth, checkGrowth } from './check-growth';
import { checkSnapshots } from './check-snapshots';
import type { ClaimRequest, Spread } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { resolveTarget } from './target-class';

/**
 * Judges what a claim asks for against what the class can give. Rules that hold on any cluster are those of the app
 * (`lib/app/claim`). What is not known of the cluster, the class or the provisioner is not judged. Never throws.
 */
export function checkClaim(
  report: Report,
  request: ClaimRequest,
  cluster: ClusterKnowledge,
  spread: Spread = {},
): void {
  const target = resolveTarget(report, request, cluster);
  if (target.kind === 'class') checkAccess(report, request, target, cluster);
  checkGrowth(report, request, target);
  checkSnapshots(report, request, target, cluster);
  checkSharing(report, request);
  adviseSharing(report, request);
  if (target.kind === 'class') {
    adviseGrowth(report, request, target);
    adviseClass(report, request, target, cluster, spread);
  }
}
