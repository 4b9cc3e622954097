import { knowValues } from '../shape/known-names';
/** What becomes of a volume when its claim is deleted. */
export enum ReclaimPolicy {
  /** The volume and its data are deleted with the claim. */
  DELETE = 'Delete',
  /** The volume stays, and somebody decides. */
  RETAIN = 'Retain',
  /** Deprecated by Kubernetes: the volume is wiped and offered again. */
  RECYCLE = 'Recycle',
}

knowValues('ReclaimPolicy', ReclaimPolicy);

/** When a volume is made for a claim. */
export enum VolumeBindingMode {
  /** At once, wherever the provisioner likes, before anyone knows where the pod will run. */
  IMMEDIATE = 'Immediate',
  /** When the first pod that uses the claim is scheduled, where that pod runs. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
}

knowValues('VolumeBindingMode', VolumeBindingMode);

/** A storage class of a cluster. What is left out is not known, and nothing is concluded from it. */
export interface StorageClassProps {
  /** Name of the class. */
  readonly name: string;

  /** Who makes its volumes: `ebs.csi.aws.com`. */
  readonly provisioner: string;

  /** Whether claims that name no class get this one. @default - not known */
  readonly isDefault?: boolean;

  /** Whether claims may grow. @default - not known */
  readonly allowVolumeExpansion?: boolean;

  /** What becomes of a volume when its claim is deleted. @default - not known */
  readonly reclaimPolicy?: ReclaimPolicy;

  /** When volumes are made. @default - not known */
  readonly volumeBindingMode?: VolumeBindingMode;

  /** Parameters for the provisioner. @default - not known */
  readonly parameters?: { readonly [key: string]: string };

  /** When the class was made, RFC 3339: of several default classes the newest counts. @default - not known */
  readonly createdAt?: string;
}

/** A class for snapshots. */
export interface VolumeSnapshotClassProps {
  /** Name of the class. */
  readonly name: string;

  /** The CSI driver whose volumes it takes snapshots of; the provisioner of their storage class. */
  readonly driver: string;

  /** Whether it is the one that snapshots of its driver get when they name none. @default - not known */
  readonly isDefault?: boolean;

  /** What becomes of a snapshot's data when the VolumeSnapshot is deleted. @default - not known */
  readonly deletionPolicy?: ReclaimPolicy;
}
