import type { Report } from '../../messages/problem';
import { adviseSharing, checkSharing } from '../../storage/check-dangers';
import { StorageClassRef } from '../../storage/storage-class-ref';
import type { ResolvedApp } from '../resolved-app';

/** Claims that exist and that every pod of the app mounts, if it is known how they may be used. */
export function checkSharedClaims(report: Report, app: ResolvedApp): void {
  if (app.mostReplicas <= 1) return;
  for (const { name, _claim: claim } of app.props.volumes ?? []) {
    const accessModes = claim?.accessModes ?? ownAccessModes(app, claim?.name);
    if (accessModes === undefined) continue;
    const request = {
      prop: `volumes[${name}]`,
      storageClass: StorageClassRef.clusterDefault(),
      accessModes,
      volumeMode: 'Filesystem',
      size: '',
      sharedByPods: true,
    };
    checkSharing(report, request);
    adviseSharing(report, request);
  }
}

/** Of a claim that the app makes itself for one of its pods. */
function ownAccessModes({ identity, claims }: ResolvedApp, name: string | undefined): readonly string[] | undefined {
  const own = claims.find((claim) => identity.ordinals.some((each) => identity.claimName(claim.name, each) === name));
  return own === undefined ? undefined : (own.accessModes ?? ['ReadWriteOnce']);
}
