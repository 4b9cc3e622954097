import { acknowledge } from '../../storage/acknowledge';
import { checkClaim } from '../../storage/check-claim';
import type { ClaimRequest, StorageDiagnostic } from '../../storage/claim-request';
import { Cluster } from '../../storage/cluster';
import { StorageClassRef, StorageClassRefKind } from '../../storage/storage-class-ref';
import type { StatefulClaim } from './claim';
import { adviseClaimRetention } from './claim-retention';
import { checkClaimObjects } from './check-claim-objects';
import type { ResolvedApp } from '../resolved-app';
import { checkSharedClaims } from './shared-claims';
import { spreadOf } from '../pod/spread';

const NOT_KNOWN = Cluster.of({ name: 'unknown' });

/** What is wrong or dangerous about the storage that an app asks of its cluster, but for what was acknowledged. */
export function checkStorage(app: ResolvedApp): StorageDiagnostic[] {
  const { props, cluster = NOT_KNOWN } = app;
  const knowledge = cluster._knowledge;
  const claims = props.claims ?? [];
  const spread = spreadOf(props.scheduling, app.addsDefaults);
  const found = claims.flatMap((claim) => {
    const tier = app.cluster === undefined && claim.storageClass?.kind === StorageClassRefKind.TIER;
    return tier
      ? [tierWithoutCluster(claim)]
      : claimRequests(claim).flatMap((request) => checkClaim(request, knowledge, spread));
  });
  const retention = claims.length === 0 ? [] : adviseClaimRetention(props.claimRetention);
  const all = [...unique(found), ...checkSharedClaims(app), ...retention];
  const { diagnostics } = acknowledge(all, props.acknowledge ?? [], 'acknowledge', knowledge.acknowledge);
  return [
    // Where nothing is known of the cluster, most warnings could not come, and so none is missed.
    ...diagnostics.filter(({ code }) => code !== 'unused-acknowledgement' || knowledge.from !== 'nowhere'),
    ...checkClaimObjects(app),
  ];
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

function tierWithoutCluster({ name, storageClass }: StatefulClaim): StorageDiagnostic {
  return {
    severity: 'error',
    code: 'storage-tier-without-cluster',
    prop: `claims[${name}].storageClass`,
    value: storageClass?.tierName,
    message: 'is a tier, and only a cluster says which class that is',
    remedy: "Make the chart below app.cluster(Cluster.fromFolder('clusters/…')) of a GitOpsApp, or set cluster",
  };
}

function unique(diagnostics: readonly StorageDiagnostic[]): StorageDiagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}
