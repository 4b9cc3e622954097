import { checkSharing } from '../../storage/check-dangers';
import type { StorageDiagnostic } from '../../storage/claim-request';
import { StorageClassRef } from '../../storage/storage-class-ref';
import type { ResolvedApp } from '../resolved-app';

/** Claims that exist and that every pod of the app mounts, where it is known how they may be used. */
export function* checkSharedClaims(app: ResolvedApp): Iterable<StorageDiagnostic> {
  const { props, mostReplicas } = app;
  for (const { name, _claim: claim } of mostReplicas > 1 ? (props.volumes ?? []) : []) {
    const accessModes = claim?.accessModes ?? ownAccessModes(app, claim?.name);
    if (accessModes === undefined) continue;
    const prop = `volumes[${name}]`;
    const request = {
      prop,
      storageClass: StorageClassRef.clusterDefault(),
      accessModes,
      volumeMode: 'Filesystem',
      size: '',
      sharedByPods: true,
    };
    for (const diagnostic of checkSharing(request)) yield { ...diagnostic, prop };
  }
}

/** Of a claim that the app makes itself for one of its pods. */
function ownAccessModes({ identity, claims }: ResolvedApp, name: string | undefined): readonly string[] | undefined {
  const own = claims.find((claim) => identity.ordinals.some((each) => identity.claimName(claim.name, each) === name));
  return own === undefined ? undefined : (own.accessModes ?? ['ReadWriteOnce']);
}
