import type { Problem, Report } from '../../messages/problem';
import { acknowledge } from '../../storage/acknowledge';
import { checkClaim } from '../../storage/check-claim';
import type { ClaimRequest } from '../../storage/claim-request';
import { Cluster } from '../../storage/cluster';
import { StorageClassRef, StorageClassRefKind } from '../../storage/storage-class-ref';
import { adviseVolumeRoots } from './advise-volume-root';
import type { StatefulClaim } from './claim';
import { adviseClaimRetention } from './claim-retention';
import { checkClaimObjects } from './check-claim-objects';
import type { ResolvedApp } from '../resolved-app';
import { checkSharedClaims } from './shared-claims';
import { spreadOf } from '../pod/spread';

const NOT_KNOWN = Cluster.of({ name: 'unknown' });

/** What is wrong or dangerous about the storage that an app asks of its cluster, but for what was acknowledged. */
export function checkStorage(report: Report, app: ResolvedApp): void {
  const { props, claims, cluster = NOT_KNOWN } = app;
  const knowledge = cluster._knowledge;
  const spread = spreadOf(props.scheduling, app.addsDefaults);
  const found: Problem[] = [];
  const find: Report = (problem) => found.push(problem);
  for (const claim of props.claims ?? []) {
    if (app.cluster === undefined && claim.storageClass?.kind === StorageClassRefKind.TIER) {
      find(tierWithoutCluster(claim));
      continue;
    }
    for (const request of claimRequests(claim)) checkClaim(find, request, knowledge, spread);
  }
  checkSharedClaims(find, app);
  adviseVolumeRoots(find, app);
  if (claims.length > 0) adviseClaimRetention(find, props.claimRetention ?? {});
  const acknowledgements = { own: props.acknowledge ?? [], prop: 'acknowledge', ofCluster: knowledge.acknowledge };
  acknowledge(
    (problem) => {
      // If nothing is known of the cluster, most warnings cannot occur, and so none is missed.
      if (problem.code !== 'unused-acknowledgement' || knowledge.from !== 'nowhere') report(problem);
    },
    unique(found),
    acknowledgements,
  );
  checkClaimObjects(report, app);
}

/** A claim as checks see it: once, or once for each kind of source. */
export function claimRequests(claim: StatefulClaim): ClaimRequest[] {
  const sources = [claim.source, ...Object.values(claim.sources ?? {})].flatMap((source) => source?._kind ?? []);
  const request = {
    prop: `claims[${claim.name}]`,
    storageClass: claim.storageClass ?? StorageClassRef.clusterDefault(),
    accessModes: claim.accessModes ?? ['ReadWriteOnce'],
    volumeMode: claim.volumeMode ?? 'Filesystem',
    size: claim.size,
    grownTo: claim.grownTo,
  };
  return sources.length === 0 ? [request] : [...new Set(sources)].map((source) => ({ ...request, source }));
}

function tierWithoutCluster({ name, storageClass }: StatefulClaim): Problem {
  return {
    code: 'storage-tier-without-cluster',
    prop: `claims[${name}].storageClass`,
    value: storageClass?.tierName,
    message: 'is a tier, and only a cluster defines which class that is',
  };
}

/** A claim with several kinds of sources is judged once for each, and says the rest several times. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  return problems.length < 2 ? problems : [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}
