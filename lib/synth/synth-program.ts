import type { App } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';

/** One folder of the output: '' for the output folder itself. */
export interface SynthFolder {
  readonly name: string;
  readonly app: App;
  readonly kustomization: boolean;
}

export interface SynthProgram {
  readonly outdir: string;
  readonly folders: readonly SynthFolder[];
  readonly recordConstructMetadata: boolean;
  readonly portableYaml: boolean;
  readonly beforeReplace?: (before: readonly Manifest[], after: readonly Manifest[], folder: string) => void;
}
