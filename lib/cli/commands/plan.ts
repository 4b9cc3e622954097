import { line } from '../../messages/line';
import { UsageError } from '../usage-error';
import type { SourceIo } from '../../sources/source';
import type { CommandIo, Register } from '../command';
import { choose } from '../plan/choices';
import type { Engine } from '../plan/engine';
import { formatted, FORMATS } from '../plan/formats';
import { flagOf, type GivenOptions, type PlanOptions, readOptions, usageOfOptions } from '../plan/options';
import type { PlanRequest } from '../plan/plan-request';
import { progressOn } from '../plan/progress';
import type { PlanReport } from '../plan/run';

/** The exit code for a plan with something at or above `--fail-on`. */
const STOPPED = 2;

interface PlanFlags extends GivenOptions {
  readonly format: string;
  readonly verbose?: true;
  readonly only?: string;
  readonly live?: true;
  readonly repo?: true;
  readonly context?: string;
  readonly kubeconfig?: string;
}

const HELP = `
BEFORE and AFTER are each a file, a folder (its *.yaml, *.yml and *.json, at any depth), git:REV:PATH, or - for standard input.
Folders with a Kustomization in each sub-folder are planned cluster by cluster.

Examples:
  stateful-web-app plan
  stateful-web-app plan git:origin/main:dist dist --pipeline argocd
  stateful-web-app plan --repo origin/main HEAD --format markdown
  stateful-web-app plan --live --context production -n wiki dist
  kubectl get statefulset,service,pvc,pv,storageclass -o yaml --show-managed-fields | stateful-web-app plan - dist
  helm template wiki ./chart --is-upgrade | stateful-web-app plan deployed.yaml - --pipeline helm -n wiki --format markdown

Exit codes: 0 nothing at or above --fail-on, 1 input or usage error, 2 something at or above --fail-on.`;

/** `plan`: what will Kubernetes do with this change, to which pods and which claims? */
export function planCommand(engine: Engine): Register {
  return (program, io, exit) => {
    const command = program
      .command('plan')
      .description('Say what applying a change will do to objects, pods and claims, and what to do instead')
      .argument('[before]', 'what is applied now (default: the output folder as it is committed)')
      .argument('[after]', 'what is to be applied (default: the output folder, as cdk8s.yaml names it, else dist)')
      .option('-o, --format <format>', FORMATS.join(', '), 'text')
      .option('--live', 'read BEFORE from the cluster with kubectl: plan --live [AFTER]')
      .option('--repo', 'plan a whole GitOps repository: plan --repo [REVISION [REVISION]]')
      .option('--context <name>', 'with --live: context of the kubeconfig (default: the current one)')
      .option('--kubeconfig <file>', "with --live: the kubeconfig (default: kubectl's own)");
    usageOfOptions().forEach(({ flags, help }) => command.option(flags, help));
    command
      .option('--only <objects>', 'report on these alone: KIND/NAME, KIND/NAMESPACE/NAME, several with commas')
      .option('--verbose', 'text: every finding of every object; html: every entry open; sarif: harmless findings too')
      .addHelpText('after', HELP)
      .action(async (before: string | undefined, after: string | undefined, flags: PlanFlags) => {
        const format = choose('--format', flags.format, FORMATS);
        if (flags.verbose === true && (format === 'json' || format === 'markdown')) {
          throw new UsageError(`--verbose changes nothing of --format ${format}. Leave it out`);
        }
        const options = readOptions(flags, flagOf);
        const stdin = io.stdin as NodeJS.ReadableStream & AsyncIterable<unknown>;
        const { progress, end } = progressOn(io.stderr);
        const report = await planOf(
          before,
          after,
          {
            ...options,
            ...liveOf(flags, options, io),
            ...repoOf(flags),
            ...(progress && { progress }),
            ...(flags.only !== undefined && { whole: true }),
          },
          engine,
          { cwd: io.cwd, stdin },
          io.now ?? new Date(),
        ).finally(end);
        const { clusters, notes } =
          flags.only === undefined
            ? report
            : (require('../plan/only') as typeof import('../plan/only')).onlyOf(report, flags.only);
        for (const note of notes) {
          io.stderr.write(`stateful-web-app: note: ${line(note)}\n`);
        }
        io.stdout.write(formatted(clusters, format, flags.verbose === true, io));
        exit(clusters.some(({ verdict }) => verdict.failing.length > 0) ? STOPPED : 0);
      });
  };
}

/** What each of these ways needs is loaded when it is taken. */
function planOf(
  before: string | undefined,
  after: string | undefined,
  options: PlanOptions & Pick<PlanRequest, 'live' | 'progress' | 'whole'> & { readonly repo?: true },
  engine: Engine,
  io: SourceIo,
  today: Date,
): Promise<PlanReport> {
  if (options.repo === true) {
    const revisions = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    return (require('../plan/run-repo') as typeof import('../plan/run-repo')).runRepoPlan(
      { ...options, ...revisions },
      engine,
      io,
      today,
    );
  }
  const { runPlan } = require('../plan/run') as typeof import('../plan/run');
  const { outputOf } = require('../cdk8s-app') as typeof import('../cdk8s-app');
  if (options.live !== undefined) {
    if (after !== undefined) throw new UsageError('--live reads BEFORE from the cluster: give AFTER alone');
    return runPlan({ ...options, before: 'the cluster', after: before ?? outputOf(io.cwd) }, engine, io, today);
  }
  if (before !== undefined && after !== undefined) {
    return runPlan({ ...options, before, after }, engine, io, today);
  }
  if (before !== undefined) {
    throw new UsageError('Give BEFORE and AFTER, or neither to compare the output folder with what is committed of it');
  }
  const output = outputOf(io.cwd);
  return (require('../plan/since-commit') as typeof import('../plan/since-commit')).planSinceCommit(
    { ...options, after: output },
    output,
    engine,
    io,
    today,
  );
}

/** The repository says itself what applies its units, and how. */
function repoOf(flags: PlanFlags): { readonly repo?: true } {
  if (flags.repo === undefined) return {};
  if (flags.live !== undefined)
    throw new UsageError('--repo compares two revisions, and --live reads a cluster. Give one of them');
  const vain = (['pipeline', 'apply', 'validate'] as const).find((name) => flags[name] !== undefined);
  if (vain !== undefined) {
    throw new UsageError(
      `--repo reads from the repository what applies each unit, and how: --${vain} has no effect. Leave it out`,
    );
  }
  return { repo: true };
}

/** How BEFORE is read from a cluster, if it is to be. */
function liveOf(flags: PlanFlags, { namespace }: PlanOptions, io: CommandIo): Pick<PlanRequest, 'live'> {
  const { live, context, kubeconfig } = flags;
  const vain = context !== undefined ? '--context' : kubeconfig !== undefined ? '--kubeconfig' : undefined;
  if (live === undefined) {
    if (vain !== undefined) {
      throw new UsageError(`${vain} says which cluster to read, and only --live reads one. Add --live`);
    }
    return {};
  }
  const { Kubectl } = require('../kubectl') as typeof import('../kubectl');
  const { askCluster } = require('../live/ask-cluster') as typeof import('../live/ask-cluster');
  const kubectl = new Kubectl(io, {
    ...(context === undefined ? {} : { context }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
  });
  return { live: (after) => askCluster(kubectl, after, namespace) };
}
