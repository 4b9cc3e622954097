import { knowValues } from '../../shape/known-names';
import type { Report } from '../../messages/problem';

/** What becomes of claims, and so of the data. */
export enum ClaimRetention {
  /** The claims stay until somebody deletes them. */
  RETAIN = 'Retain',
  /** The claims are deleted, and with most storage classes the data with them, beyond recovery. */
  DELETE_DATA = 'Delete',
}

knowValues('ClaimRetention', ClaimRetention);

/** When claims are deleted (`spec.persistentVolumeClaimRetentionPolicy`). Can be changed at any time. */
export interface ClaimRetentionPolicy {
  /**
   * When the StatefulSet is deleted, whoever does it: also a forced sync, a rename or a prune.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly whenDeleted?: ClaimRetention;
  /**
   * When replicas are taken away, also by an autoscaler: the claims of the pods that go.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly whenScaled?: ClaimRetention;
}

/** Whether claims are deleted without anybody asking for it. */
export function adviseClaimRetention(report: Report, policy: ClaimRetentionPolicy): void {
  if (policy.whenDeleted === ClaimRetention.DELETE_DATA) {
    report({
      code: 'claims-deleted-with-app',
      prop: 'claimRetention.whenDeleted',
      message:
        'deletes all claims, and with most storage classes the data, whenever the StatefulSet is deleted. A prune and a rename delete it too, and so does a forced sync, which then creates it again with empty volumes',
    });
  }
  if (policy.whenScaled === ClaimRetention.DELETE_DATA) {
    report({
      code: 'claims-deleted-with-replicas',
      prop: 'claimRetention.whenScaled',
      message:
        'deletes the claim, and with most storage classes the data, of every pod that is removed by scaling down: if you scale up again, its replacement starts empty',
    });
  }
}
