import type { KubernetesVersion } from '../../kubernetes/versions';
import { VALIDATIONS } from '../../manifests/sides-options';
import { UserError } from '../../messages/user-error';
import { PIPELINES } from '../../pipelines/tool';
import { APPLY_MODES } from '../../plan/types';
import type { AcknowledgeRequest } from './acknowledgements';
import { choose, chooseAcknowledged, chooseSize, chooseVersion } from './choices';
import { choosePipeline, type PipelineChoice } from './pipeline-choice';
import { FAIL_ON, type FailOn } from './verdict';

/** What an option takes, as usage shows it, and what it does. */
interface PlanOption {
  readonly takes: string;
  readonly short?: string;
  readonly help: string;
}

/**
 * How to plan: the options of the command `plan` and of `synth --fail-on`, and the properties of the plugin in cdk8s.yaml.
 * A row here, and its reading in `readOptions`, is all that an option needs to be known in all three.
 */
const OPTIONS = {
  kubernetes: {
    takes: 'version',
    help: 'version of the target API server (default: that of --cluster, else the newest known)',
  },
  from: { takes: 'version', help: 'current version of the API server: also judges the upgrade of the cluster' },
  pipeline: {
    takes: 'tool',
    help: `what applies the change: ${PIPELINES.join(', ')} (default: kubectl, and remedies with the commands of all)`,
  },
  apply: {
    takes: 'how',
    help: `how the pipeline applies: ${APPLY_MODES.join(', ')} (default: that of --pipeline; flux server, others client)`,
  },
  namespace: { takes: 'name', short: '-n', help: 'namespace of manifests that name none' },
  cluster: {
    takes: 'path',
    help: 'folder of the cluster, or the parent folder of several clusters, or its StorageClasses, volumes and claims as kubectl get -o yaml prints them',
  },
  failOn: {
    takes: 'impact',
    help: `fail from this impact on: ${FAIL_ON.join(', ')} (default: rejected; synth plans only if it is given)`,
  },
  acknowledge: { takes: 'file', help: 'dangers that the team has accepted, with reason and expiry' },
  acknowledgeTarget: {
    takes: 'file',
    help: "the same file in the target branch: a file or git:REV:PATH (default: the file at BEFORE's REV, if any)",
  },
  acknowledgeDays: { takes: 'number', help: 'how many days from today an entry may be valid (default: 90)' },
  validate: {
    takes: 'how',
    help: `fields that Kubernetes does not know: ${VALIDATIONS.join(', ')} (default: strict for kubectl, else warn)`,
  },
  maxSize: {
    takes: 'size',
    help: 'the largest file to read; BEFORE and AFTER may each have four times as much in all (default: 64Mi)',
  },
} satisfies Readonly<Record<string, PlanOption>>;

export type OptionName = keyof typeof OPTIONS;
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** The options as the user gave them. */
export type GivenOptions = Readonly<Partial<Record<OptionName, string>>>;

/** The same, checked. */
export interface PlanOptions extends PipelineChoice {
  /** Default: that of the cluster's folder, else the newest known. */
  readonly kubernetes?: KubernetesVersion;
  /** The version that the API server has now. Default: the same. */
  readonly from?: KubernetesVersion;
  readonly failOn: FailOn;
  /** Classes, volumes and claims of the cluster, as `kubectl get … -o yaml` prints them; or its folder. */
  readonly cluster?: string;
  readonly acknowledge?: AcknowledgeRequest;
  /** The largest file that is read, in bytes. Default: 64Mi. */
  readonly maxSize?: number;
}

/** How an option is written on a command line: `acknowledgeDays` is `--acknowledge-days`. */
export function flagOf(name: OptionName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Each option as usage shows it, with its help. */
export function usageOfOptions(): readonly { readonly flags: string; readonly help: string }[] {
  return OPTION_NAMES.map((name) => {
    const { takes, short, help }: PlanOption = OPTIONS[name];
    return { flags: `${short === undefined ? '' : `${short}, `}${flagOf(name)} <${takes}>`, help };
  });
}

/** @throws UserError for a value that an option does not take; `spelled` is how the user writes an option */
export function readOptions(given: GivenOptions, spelled: (name: OptionName) => string): PlanOptions {
  const read = <N extends OptionName, T>(
    name: N,
    as: (option: string, value: string) => T,
  ): { readonly [option in N]?: T } => {
    const value = given[name];
    return value === undefined ? {} : ({ [name]: as(spelled(name), value) } as { readonly [option in N]: T });
  };
  return {
    ...read('kubernetes', chooseVersion),
    ...read('from', chooseVersion),
    ...choosePipeline(given, spelled),
    ...read('cluster', (_, path) => path),
    failOn: choose(spelled('failOn'), given.failOn ?? 'rejected', FAIL_ON),
    ...chooseAcknowledged(given, spelled),
    ...read('maxSize', chooseSize),
  };
}

/** @throws UserError where an option is given that only counts beside another one */
export function refuseWithout(needed: OptionName, given: GivenOptions): void {
  const vain = OPTION_NAMES.find((name) => given[name] !== undefined && name !== needed);
  if (given[needed] === undefined && vain !== undefined) {
    throw new UserError(
      `${flagOf(vain)} is an option of the plan, and synth plans only with ${flagOf(needed)}. Add it`,
    );
  }
}
