import { join } from 'node:path';
import { checkClaim } from '../../lib/storage/check-claim';
import type { ClaimRequest, Spread, StorageDiagnostic } from '../../lib/storage/claim-request';
import { Cluster } from '../../lib/storage/cluster';
import { StorageClassRef } from '../../lib/storage/storage-class-ref';

/** A cluster as one of the files of captures/ has it. */
export function captured(file: string): Cluster {
  return Cluster.fromFiles({ name: file.split('.')[0]!, captures: [join(__dirname, 'captures', file)] });
}

/** A claim of 20Gi that wants nothing special of the cluster's default class. */
export function claim(more: Partial<ClaimRequest> = {}): ClaimRequest {
  return {
    prop: 'claims[data]',
    storageClass: StorageClassRef.clusterDefault(),
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    size: '20Gi',
    ...more,
  };
}

export function check(cluster: Cluster, more: Partial<ClaimRequest> = {}, spread: Spread = {}): StorageDiagnostic[] {
  return checkClaim(claim(more), cluster._knowledge, spread);
}

export function codes(found: readonly StorageDiagnostic[]): string[] {
  return found.map(({ code }) => code);
}
