import { VALIDATIONS } from '../../manifests/sides';
import { line } from '../../messages/line';
import { UserError } from '../../messages/user-error';
import type { SourceIo } from '../../sources/source';
import { outputOf } from '../cdk8s-app';
import type { CommandIo, Register } from '../command';
import { choose, chooseAcknowledged, chooseSize, chooseVersion } from '../plan/choices';
import type { Engine } from '../plan/engine';
import { formatJson } from '../plan/format-json';
import { formatMarkdown } from '../plan/format-markdown';
import { formatText } from '../plan/format-text';
import { APPLY_HELP, choosePipeline, NAMESPACE_HELP, PIPELINE_HELP } from '../plan/pipeline-choice';
import { type PlanReport, type PlanRequest, runPlan } from '../plan/run';
import { planSinceCommit } from '../plan/since-commit';
import { FAIL_ON } from '../plan/verdict';

const FORMATS = ['text', 'markdown', 'json'] as const;

/** The exit code for a plan with something at or above `--fail-on`. */
const STOPPED = 2;

interface PlanFlags {
  readonly kubernetes?: string;
  readonly from?: string;
  readonly pipeline?: string;
  readonly apply?: string;
  readonly namespace?: string;
  readonly validate?: string;
  readonly cluster?: string;
  readonly format: string;
  readonly failOn: string;
  readonly acknowledge?: string;
  readonly maxSize?: string;
  readonly acknowledgeTarget?: string;
  readonly acknowledgeDays?: string;
}

const HELP = `
BEFORE and AFTER are each a file, a folder (its *.yaml, *.yml and *.json, at any depth), git:REV:PATH, or - for standard input.
Folders with a Kustomization in each sub-folder are planned cluster by cluster.

Examples:
  stateful-web-app plan
  stateful-web-app plan git:origin/main:dist dist --pipeline argocd
  kubectl get statefulset,service,pvc,pv,storageclass -o yaml --show-managed-fields | stateful-web-app plan - dist
  helm template wiki ./chart --is-upgrade | stateful-web-app plan deployed.yaml - --pipeline helm -n wiki --format markdown

Exit codes: 0 nothing at or above --fail-on, 1 input or usage error, 2 something at or above --fail-on.`;

/** `plan`: what will Kubernetes do with this change, to which pods and which claims? */
export function planCommand(engine: Engine): Register {
  return (program, io, exit) => {
    program
      .command('plan')
      .description('Say what applying a change will do to objects, pods and claims, and what to do instead')
      .argument('[before]', 'what is applied now (default: the output folder as it is committed)')
      .argument('[after]', 'what is to be applied (default: the output folder, as cdk8s.yaml names it, else dist)')
      .option(
        '--kubernetes <version>',
        'version of the target API server (default: that of --cluster, else the newest known)',
      )
      .option('--from <version>', 'version that the API server has now: judges the upgrade of the cluster as well')
      .option('--pipeline <tool>', PIPELINE_HELP)
      .option('--apply <how>', APPLY_HELP)
      .option('-n, --namespace <name>', NAMESPACE_HELP)
      .option(
        '--cluster <path>',
        'folder of the cluster, or the folder above those of several, or its StorageClasses, volumes and claims as kubectl get -o yaml prints them',
      )
      .option('--format <format>', FORMATS.join(', '), 'text')
      .option('--fail-on <impact>', `exit with 2 from this impact on: ${FAIL_ON.join(', ')}`, 'rejected')
      .option('--acknowledge <file>', 'dangers that the team has accepted, with reason and expiry')
      .option(
        '--acknowledge-target <file>',
        "the same as the target branch has it: a file or git:REV:PATH (default: the file at BEFORE's REV, if any)",
      )
      .option('--acknowledge-days <number>', 'the most days from today on which an entry counts (default: 90)')
      .option(
        '--validate <how>',
        `fields that Kubernetes does not know: ${VALIDATIONS.join(', ')} (default: strict for kubectl, else warn)`,
      )
      .option(
        '--max-size <size>',
        'the largest file that is read; BEFORE and AFTER may each have four times as much (default: 64Mi)',
      )
      .addHelpText('after', HELP)
      .action(async (before: string | undefined, after: string | undefined, flags: PlanFlags) => {
        const format = choose('--format', flags.format, FORMATS);
        const request = {
          ...(flags.kubernetes === undefined ? {} : { kubernetes: chooseVersion('--kubernetes', flags.kubernetes) }),
          ...(flags.from === undefined ? {} : { from: chooseVersion('--from', flags.from) }),
          ...choosePipeline(flags, (name) => `--${name}`),
          failOn: choose('--fail-on', flags.failOn, FAIL_ON),
          ...(flags.cluster === undefined ? {} : { cluster: flags.cluster }),
          ...chooseAcknowledged(flags, (name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
        };
        const maxSize = flags.maxSize === undefined ? {} : { maxSize: chooseSize('--max-size', flags.maxSize) };
        const stdin = io.stdin as NodeJS.ReadableStream & AsyncIterable<unknown>;
        const { clusters, notes } = await planOf(
          before,
          after,
          request,
          engine,
          { cwd: io.cwd, stdin, ...maxSize },
          io.now ?? new Date(),
        );
        for (const note of notes) {
          io.stderr.write(`stateful-web-app: note: ${line(note)}\n`);
        }
        io.stdout.write(
          format === 'json'
            ? formatJson(clusters)
            : format === 'markdown'
              ? formatMarkdown(clusters)
              : formatText(clusters, wantsColor(io)),
        );
        exit(clusters.some(({ verdict }) => verdict.failing.length > 0) ? STOPPED : 0);
      });
  };
}

function planOf(
  before: string | undefined,
  after: string | undefined,
  request: Omit<PlanRequest, 'before' | 'after'>,
  engine: Engine,
  io: SourceIo,
  today: Date,
): Promise<PlanReport> {
  if (before !== undefined && after !== undefined) {
    return runPlan({ ...request, before, after }, engine, io, today);
  }
  if (before !== undefined) {
    throw new UserError('Give BEFORE and AFTER, or neither to compare the output folder with what is committed of it');
  }
  const output = outputOf(io.cwd);
  return planSinceCommit({ ...request, after: output }, output, engine, io, today);
}

/** Colour on a terminal only; NO_COLOR and FORCE_COLOR decide otherwise (no-color.org, force-color.org). */
function wantsColor({ env, stdout }: CommandIo): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') {
    return false;
  }
  const force = env['FORCE_COLOR'] ?? '';
  return force !== '' ? force !== '0' : stdout.isTTY === true && env['TERM'] !== 'dumb';
}
