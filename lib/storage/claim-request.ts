import type { StorageClassRef } from './storage-class-ref';

/** What an app asks of storage with one of its claims. */
export interface ClaimRequest {
  /** How the author wrote the claim: `claims[data]`. */
  readonly prop: string;
  readonly storageClass: StorageClassRef;
  /** As Kubernetes writes them. One that it does not know is left to the check of the prop. */
  readonly accessModes: readonly string[];
  readonly volumeMode: string;
  readonly size: string;
  /** The size that the claim has grown to since its template was made. */
  readonly grownTo?: string;
  /** Whether more than one pod mounts the same claim. Never so for claims made by a template. */
  readonly sharedByPods?: boolean;
  /** The snapshots that are to be taken of it. */
  readonly snapshots?: SnapshotRequest;
  /** What its first content is made of. */
  readonly source?: 'snapshot' | 'claim';
}

/** Snapshots that are to be taken of a claim. */
export interface SnapshotRequest {
  /** How the author wrote that they are. */
  readonly prop: string;
  /** Their VolumeSnapshotClass; undefined for the default one. */
  readonly className?: string;
  /** How the author wrote, or would write, the class. */
  readonly classProp: string;
}

/** Where the pods of the app are to run. `required` leaves a pod Pending rather than break the rule. */
export interface Spread {
  readonly zones?: 'required' | 'preferred';
  readonly nodes?: 'required' | 'preferred';
}
