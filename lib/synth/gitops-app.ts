import * as path from 'node:path';
import { App, type AppProps } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import type { Cluster } from '../storage/cluster';
import { setTargetCluster } from '../storage/target-cluster';
import { UserError } from '../messages/user-error';
import { readProgramArguments, reportOf } from './program-arguments';
import { SynthReport } from './synth-report';
import { synthesize } from './synthesize';
import { showUserErrorsPlainly } from './user-errors';

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
   * Looks at the objects of each folder before its files are replaced, and throws to leave all of them as they are.
   * `before` is what synth wrote last, `after` what it is about to write. It returns nothing: what it
   * returns, such as the promise of an async function or `false`, stops the replacement too.
   *
   * @default - nothing is looked at
   * @jsii ignore
   */
  readonly beforeReplace?: (before: readonly Manifest[], after: readonly Manifest[], folder: string) => void;
}

/**
 * A cdk8s App for output that is committed: it writes what an App writes, and cannot lose it.
 *
 * Whatever goes wrong, the output folder holds all of the old or all of the new. Only what differs is written; the
 * files of charts that are gone go, and those that somebody else put there stay. The work grows linearly with the
 * charts.
 */
export class GitOpsApp extends App {
  private readonly props: GitOpsAppProps;
  private readonly clusters = new Map<string, GitOpsApp>();
  /** The app that this one is a cluster of. */
  private program?: GitOpsApp;

  /**
   * @param props options; `outdir` gives way to the argument `--outdir` of the program, and goes before CDK8S_OUTDIR
   */
  public constructor(props: GitOpsAppProps = {}) {
    const args = process.argv.slice(2);
    showUserErrorsPlainly(props.report ?? reportOf(args, process.env) ?? SynthReport.TEXT);
    super({ ...props, outdir: readProgramArguments(args, process.env).outdir ?? props.outdir });
    this.props = props;
  }

  /**
   * An app whose charts are written to the folder of the cluster's name, with a `Kustomization` file. It is written with
   * this app, in the same step: all clusters change, or none. Construct paths, and so the names made from them, are the
   * same in each. What stands below it is checked against the cluster's storage classes and made for its version.
   *
   * @param target the cluster; one of which nothing is known is `Cluster.of({ name })`
   * @throws if the name is taken
   */
  public cluster(target: Cluster): GitOpsApp {
    const { name } = target;
    const taken = [...this.clusters.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
    if (taken !== undefined) {
      throw new UserError(
        `There is already a cluster '${taken}'. Keep what cluster('${taken}') returned, and use it again.`,
      );
    }
    if (this.program !== undefined) {
      throw new UserError(`Cluster '${name}' stands inside another. Call cluster() on the app that holds them all.`);
    }
    const app = new GitOpsApp({ ...this.props, kustomization: this.props.kustomization ?? true });
    setTargetCluster(app, target);
    app.program = this;
    // The folder follows from the program's, which arguments may have changed.
    (app as { outdir: string }).outdir = path.join(this.outdir, name);
    this.clusters.set(name, app);
    return app;
  }

  /**
   * Writes the charts of this app and of its clusters; on a cluster, those of the whole program.
   *
   * @throws if anything is wrong, with everything that is; then the output folder is as it was
   */
  public override synth(): void {
    if (this.program !== undefined) {
      this.program.synth();
      return;
    }
    const { report } = readProgramArguments(process.argv.slice(2), process.env);
    synthesize(
      {
        outdir: this.outdir,
        folders: [
          { name: '', app: this, kustomization: this.props.kustomization ?? false },
          ...[...this.clusters].map(([name, app]) => ({ name, app, kustomization: app.props.kustomization ?? true })),
        ],
        recordConstructMetadata:
          this.props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true',
        portableYaml: this.props.portableYaml ?? false,
        beforeReplace: this.props.beforeReplace,
      },
      this.props.report ?? report,
    );
  }
}
