import type { Acknowledgement } from './acknowledgement';
import type { Platform } from './platform';
import type { ProvisionerProps } from './provisioner-props';
import type { StorageClassProps, VolumeSnapshotClassProps } from './storage-class';

/** What a cluster file says, or code in its place. */
export interface ClusterSettings {
  /** Kubernetes version of its API server: `1.37`. @default - not known */
  readonly kubernetesVersion?: string;

  /** Where it runs: the catalogue of that platform stands in for storage classes that were not captured. @default - not known */
  readonly platform?: Platform;

  /** DNS domain of the cluster. @default 'cluster.local' */
  readonly clusterDomain?: string;

  /** Names of the team's own for its storage classes: `fast` → `rook-ceph-block`. @default - none */
  readonly tiers?: { readonly [tier: string]: string };

  /** What its provisioners can do, beyond what is built in. @default - as built in */
  readonly provisioners?: ProvisionerProps[];

  /** Warnings that are fine on this cluster, whichever app they come from. @default - none */
  readonly acknowledge?: Acknowledgement[];
}

/** A cluster, described in code. */
export interface ClusterProps extends ClusterSettings {
  /** Name of the cluster: of its folder under the output folder, and in messages. */
  readonly name: string;

  /** All its storage classes; an empty list says that it has none. @default - those of the platform, or not known */
  readonly storageClasses?: StorageClassProps[];

  /** All its classes for snapshots; an empty list says that it has none. @default - not known */
  readonly volumeSnapshotClasses?: VolumeSnapshotClassProps[];
}

/** Files that describe a cluster, where they do not lie in a folder of its own. */
export interface ClusterFiles {
  /** Name of the cluster. */
  readonly name: string;

  /** The hand-written file, as `cluster.yaml`. @default - none */
  readonly settings?: string;

  /** Captures by kubectl, of storage classes, of snapshot classes or of both. @default - none */
  readonly captures?: string[];
}
