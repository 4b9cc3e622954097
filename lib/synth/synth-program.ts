import type { App } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import type { Delivery } from './delivery/delivery';
import type { Shard } from './shard';

/** One folder of the output: '' for the output folder itself. */
export interface SynthFolder {
  readonly name: string;
  readonly app: App;
  readonly kustomization: boolean;
  readonly folderPerChart: boolean;
}

export interface SynthProgram {
  readonly outdir: string;
  /** Whether who runs the program chose it, rather than its code. */
  readonly isOutdirChosen: boolean;
  /** Those that are synthesised. */
  readonly folders: readonly SynthFolder[];
  /** The choice of clusters; none where all are synthesised. */
  readonly shard?: Shard;
  /** Names of all clusters, also of those that are not synthesised. */
  readonly clusters: readonly string[];
  readonly delivery?: Delivery;
  readonly recordConstructMetadata: boolean;
  readonly portableYaml: boolean;
  readonly beforeReplace?: (before: readonly Manifest[], after: readonly Manifest[], folder: string) => void;
}
