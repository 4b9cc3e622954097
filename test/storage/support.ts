import { join } from 'node:path';
import { checkClaim } from '../../lib/storage/check-claim';
import { type Diagnostic, diagnosticOf } from '../../lib/messages/diagnostic';
import type { Problem } from '../../lib/messages/problem';
import type { ClaimRequest, Spread } from '../../lib/storage/claim-request';
import { Cluster } from '../../lib/storage/cluster';
import { StorageClassRef } from '../../lib/storage/storage-class-ref';

/** A cluster as one of the files of captures/ has it. */
export function captured(file: string): Cluster {
  return Cluster.fromFiles({ name: file.split('.')[0]!, captures: [join(__dirname, 'captures', file)] });
}

/** A claim of 20Gi that wants nothing special of the cluster's default class. */
function claim(more: Partial<ClaimRequest> = {}): ClaimRequest {
  return {
    prop: 'claims[data]',
    storageClass: StorageClassRef.clusterDefault(),
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    size: '20Gi',
    ...more,
  };
}

export type Found = Omit<Diagnostic, 'construct'>;

/** What is found of a claim, errors first. */
export function check(cluster: Cluster, more: Partial<ClaimRequest> = {}, spread: Spread = {}): Found[] {
  const problems: Problem[] = [];
  checkClaim((problem) => problems.push(problem), claim(more), cluster._knowledge, spread);
  const found = problems.map(diagnosticOf);
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity !== 'error'),
  ];
}

export function codes(found: readonly { readonly code: string }[]): string[] {
  return found.map(({ code }) => code);
}
