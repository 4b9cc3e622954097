import type { VolumeTopology } from './volume-topology';

/**
 * What the team knows of a provisioner of its cluster: for one that is not built in, or is set up to do more or less than
 * usual. What is left out stays as built in, or unknown.
 */
export interface ProvisionerProps {
  /** The name that storage classes have in `provisioner`. */
  readonly provisioner: string;

  /** All access modes of volumes with a file system: `ReadWriteOnce`. Those not listed are refused. @default - as built in */
  readonly accessModes?: string[];

  /** All access modes of raw block volumes; an empty list where it makes none. @default - as built in */
  readonly blockAccessModes?: string[];

  /** Whether its volumes can grow. @default - as built in */
  readonly expansion?: boolean;

  /** Whether snapshots can be taken and restored. @default - as built in */
  readonly snapshots?: boolean;

  /** Whether a claim can be made as a copy of another. @default - as built in */
  readonly clones?: boolean;

  /** From where its volumes can be reached. @default - as built in */
  readonly topology?: VolumeTopology;

  /** The smallest volume it makes, as a quantity: `10Gi`. @default - as built in */
  readonly minimumSize?: string;
}
