import type { AppProps } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import type { Delivery } from './delivery/delivery';
import type { IReplacementGate } from './replacement-gate';
import type { SynthReport } from './synth-report';

/** Options of a GitOpsApp, beyond those of every cdk8s App. */
export interface GitOpsAppProps extends AppProps {
  /**
   * Whether a `Kustomization` file lists the files, so that Argo CD and Flux read the same ones, whatever lies beside
   * them. Apply such a folder with `kubectl apply -k`.
   *
   * @default - true for the folders of clusters, false otherwise
   */
  readonly kustomization?: boolean;

  /**
   * Whether each chart has a folder of its own below that of its cluster, with a `Kustomization`: the whole of a cluster is then too much
   * for kustomize (some 3,000 objects), and each of its charts is not. The list of the cluster names these folders, so that it can still be
   * read as a whole.
   *
   * @default false
   */
  readonly folderPerChart?: boolean;

  /**
   * What brings the folders of the clusters to the clusters, with Argo CD or Flux.
   *
   * @default - nothing is written for that
   */
  readonly delivery?: Delivery;

  /**
   * Whether strings that Kubernetes, Argo CD and Flux would read as something else than plain cdk8s means (`0o17`, `0X1F`, `<<`, some
   * characters that are not printed) are quoted. Everything else is written as plain cdk8s writes it.
   *
   * @default false
   */
  readonly portableYaml?: boolean;

  /**
   * What a synth says while it runs and when it is done.
   *
   * @default - what the arguments `--quiet` or `--json` of the program, or SYNTH_REPORT, say; otherwise text
   */
  readonly report?: SynthReport;

  /**
   * The arguments of the program, of which the app takes `--outdir FOLDER`, `--cluster NAME`, `--quiet` and `--json`. SYNTH_OUTDIR and
   * SYNTH_REPORT say the same as the first and the last two. A program in Go or Java gives its arguments here, without its name.
   *
   * @default - those of the process: `process.argv.slice(2)` in JavaScript, `sys.argv[1:]` in Python; none in other languages
   */
  readonly arguments?: string[];

  /**
   * Looks at the objects of each folder before its files are replaced, and throws to leave all of them as they are. In TypeScript
   * `beforeReplace` does the same with a function.
   *
   * @default - nothing is looked at
   */
  readonly gate?: IReplacementGate;

  /**
   * Looks at the objects of each folder before its files are replaced, and throws to leave all of them as they are.
   * `before` is what synth wrote last, `after` what it is about to write. It returns nothing: what it
   * returns, such as the promise of an async function or `false`, stops the replacement too. In other languages `gate` does the same.
   *
   * @default - nothing is looked at
   * @jsii ignore
   */
  readonly beforeReplace?: (before: readonly Manifest[], after: readonly Manifest[], folder: string) => void;
}
