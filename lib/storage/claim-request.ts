import type { Diagnostic } from '../messages/diagnostic';
import type { StorageClassRef } from './storage-class-ref';

/** A finding about storage; who reports it adds the path of the construct. */
export type StorageDiagnostic = Omit<Diagnostic, 'construct'>;

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
  /** Whether snapshots of it are to be taken. */
  readonly snapshots?: boolean;
  /** The VolumeSnapshotClass of these snapshots, where one is named. */
  readonly snapshotClass?: string;
  /** What its first content is made of. */
  readonly source?: 'snapshot' | 'claim';
}

/** Where the pods of the app are to run. `required` leaves a pod Pending rather than break the rule. */
export interface Spread {
  readonly zones?: 'required' | 'preferred';
  readonly nodes?: 'required' | 'preferred';
}
