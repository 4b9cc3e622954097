/** What becomes of claims, and so of the data. */
export enum ClaimRetention {
  /** The claims stay until somebody deletes them. */
  RETAIN = 'Retain',
  /** The claims are deleted, and with most storage classes the data with them, beyond recovery. */
  DELETE_DATA = 'Delete',
}

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
