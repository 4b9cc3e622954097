import * as path from 'node:path';
import { App } from 'cdk8s';
import type { Cluster } from '../storage/cluster';
import { setTargetCluster } from '../storage/target-cluster';
import { UserError } from '../messages/user-error';
import { requireArgument } from '../shape/require-props';
import { checkAppOptions } from './app-options';
import type { GitOpsAppProps } from './gitops-app-props';
import { argumentsOf, clustersOf, readProgramArguments, reportOf } from './program-arguments';
import { Shard } from './shard';
import { synthesize } from './synthesize';
import { showUserErrorsPlainly } from './user-errors';

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
  /** Names of clusters that `selected` was asked about: some of them may have no app in this run. */
  private readonly offered = new Set<string>();
  /** The app that this one is a cluster of. */
  private program?: GitOpsApp;

  /**
   * @param props options; `outdir` gives way to the argument `--outdir` of the program and to SYNTH_OUTDIR, and goes before CDK8S_OUTDIR
   */
  public constructor(props: GitOpsAppProps = {}) {
    const given = Array.isArray(props.arguments) ? props.arguments : undefined;
    const args = argumentsOf(given);
    showUserErrorsPlainly(props.report ?? (given && reportOf(given, process.env)));
    checkAppOptions(props);
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
    // By what it knows: a program may have loaded this package twice.
    if ((target as Partial<Cluster> | undefined)?._knowledge === undefined) {
      throw new UserError('cluster() takes a Cluster. Write Cluster.of({ name }), or Cluster.fromFiles({ … }).');
    }
    const { name } = target;
    const taken = [...this.clusters.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
    if (taken !== undefined) {
      throw new UserError(
        `There is already a cluster '${taken}'. Use the object that cluster('${taken}') returned the first time.`,
      );
    }
    if (this.program !== undefined) {
      throw new UserError(`Cluster '${name}' is inside another cluster. Call cluster() on the app itself.`);
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
   * Those of the clusters that this run synthesises: all of them, or those that the program's arguments `--cluster NAME` choose. What the
   * program makes for others is not written in such a run either; not to make it saves the time.
   */
  public selected(clusters: Cluster[]): Cluster[] {
    requireArgument('GitOpsApp.selected', 'clusters', clusters, '[]C:Cluster');
    clusters.forEach(({ name }) => this.offered.add(name));
    const chosen = clustersOf(argumentsOf(this.props.arguments));
    return chosen.length === 0 ? clusters : clusters.filter(({ name }) => chosen.includes(name));
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
    const { clusters: chosen, report, outdir } = readProgramArguments(argumentsOf(this.props.arguments), process.env);
    const { delivery, folderPerChart = false, gate } = this.props;
    const known = new Set([...this.offered, ...this.clusters.keys()]);
    if (folderPerChart && known.size === 0) {
      throw new UserError(
        'GitOpsApp: `folderPerChart` = true: the program has no clusters, and only their charts have folders. Put the charts below app.cluster(Cluster.of({ name })).',
      );
    }
    const missing = chosen.find((name) => this.offered.has(name) && !this.clusters.has(name));
    if (missing !== undefined) {
      throw new UserError(
        `--cluster ${missing}: the program makes nothing for it. Call cluster() for what selected() returns.`,
      );
    }
    const shard = chosen.length === 0 ? undefined : new Shard(new Set(chosen), known);
    const clusters = [...this.clusters].filter(([name]) => shard?.has(name) !== false);
    synthesize(
      {
        outdir: this.outdir,
        isOutdirChosen: outdir !== undefined,
        folders: [
          { name: '', app: this, kustomization: this.props.kustomization ?? false, folderPerChart: false },
          ...clusters.map(([name, app]) => ({
            name,
            app,
            kustomization: app.props.kustomization ?? true,
            folderPerChart,
          })),
        ],
        clusters: [...known],
        shard,
        delivery,
        recordConstructMetadata:
          this.props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true',
        portableYaml: this.props.portableYaml ?? false,
        beforeReplace:
          this.props.beforeReplace ??
          (gate && ((before, after, folder) => gate.check([...before], [...after], folder))),
      },
      this.props.report ?? report,
    );
  }
}
