import type { ImagePullPolicy, PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import type { StorageClassRef } from '../../storage/storage-class-ref';
import type { Wire } from '../base/wire';

/** One key of an object as a file. */
export interface VolumeFile {
  readonly key: string;
  /** Path of the file in the volume, relative. */
  readonly path: string;
  /** Permissions of the file, such as 0o400. @default - the volume's */
  readonly mode?: number;
}

/** How the keys of a ConfigMap or Secret become files. */
export interface FileVolumeOptions {
  /** Only these keys, under these paths. @default - every key under its own name */
  readonly items?: VolumeFile[];
  /** Permissions of the files, such as 0o400. @default 0o644 */
  readonly defaultMode?: number;
  /** Whether the pod starts without the object. @default false */
  readonly optional?: boolean;
}

export interface EmptyDirOptions {
  /** `Memory` for a file system in memory, which counts as the containers' memory. @default - the node's disk */
  readonly medium?: string;
  /** How much it may hold before the pod is evicted, as a quantity. @default - no limit */
  readonly sizeLimit?: string;
}

export interface ClaimVolumeOptions {
  /** Attach it read-only. @default false */
  readonly readOnly?: boolean;
  /**
   * The access modes that the claim has. Nothing is made of them but a check: whether the pods can share it.
   *
   * @default - those of the claim, where it is one of the app's own; otherwise not known, and not checked
   */
  readonly accessModes?: PersistentVolumeAccessMode[];
}

export interface NfsVolumeOptions {
  /** @default false */
  readonly readOnly?: boolean;
}

export interface CsiVolumeOptions {
  /** @default false */
  readonly readOnly?: boolean;
  /** @default - the driver's */
  readonly fsType?: string;
  /** What the driver wants to know. @default - none */
  readonly volumeAttributes?: { readonly [key: string]: string };
  /** Name of the Secret with the driver's credentials. @default - none */
  readonly nodePublishSecretName?: string;
}

export interface ImageVolumeOptions {
  /** @default - Kubernetes': IfNotPresent, and Always for the tag `latest` or none */
  readonly pullPolicy?: ImagePullPolicy;
}

/** A claim that lives as long as its pod. */
export interface EphemeralVolumeOptions {
  /** What the claim asks for, as a quantity: `1Gi`. */
  readonly size: string;
  /** @default StorageClassRef.clusterDefault() */
  readonly storageClass?: StorageClassRef;
  /** @default [PersistentVolumeAccessMode.READ_WRITE_ONCE] */
  readonly accessModes?: PersistentVolumeAccessMode[];
  /** @default PersistentVolumeMode.FILE_SYSTEM */
  readonly volumeMode?: PersistentVolumeMode;
  /** @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

export function renderFiles({ items, defaultMode, optional }: FileVolumeOptions): Wire {
  return { items: items?.map(({ key, path, mode }) => ({ key, path, mode })), defaultMode, optional };
}

export function renderEphemeralClaim(options: EphemeralVolumeOptions): Wire {
  const { size, storageClass, accessModes, volumeMode, labels, annotations } = options;
  return {
    metadata: labels || annotations ? { labels, annotations } : undefined,
    spec: {
      accessModes: accessModes ?? ['ReadWriteOnce'],
      storageClassName: storageClass?.className,
      volumeMode,
      resources: { requests: { storage: size } },
    },
  };
}
