import { resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Engine } from './engine';
import { formatText } from './format-text';
import { OPTION_NAMES, readOptions } from './options';
import { planSinceCommit } from './since-commit';
import { runPlan, type PlanReport } from './run';
import { openFindings, rank, type Verdict } from './verdict';
import { MEANING } from './words';
import type { Change, Finding } from '../../plan/types';
import { remedyText } from '../../plan/remedy';
import { worstImpact } from '../../plan/impact';
import { UserError } from '../../messages/user-error';

/** What cdk8s-cli hands a validation plugin: the part of it that is used here. */
export interface SynthValidationContext {
  readonly manifests: readonly string[];
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: {
      ruleName: string;
      recommendation: string;
      fix: string;
      violatingResources: { resourceName: string; locations: string[]; manifestPath: string }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
}

const PROPERTIES = ['output', 'before', ...OPTION_NAMES] as const;
type Properties = Readonly<Partial<Record<(typeof PROPERTIES)[number], string>>>;

/**
 * The plan as a validation of `cdk8s synth`, with the engine that it is given. Its `properties` in cdk8s.yaml are the options of the command `plan`:
 *
 * - `output`: the output folder of the synth. Default: `dist`.
 * - `before`: what is applied now. Default: `git:HEAD:` and the output folder.
 * - all others: as on the command line, where `acknowledgeDays` is `--acknowledge-days`.
 */
export class SynthValidation {
  public constructor(
    private readonly given: Readonly<Record<string, unknown>>,
    private readonly engine: Engine,
  ) {}

  public async validate(context: SynthValidationContext): Promise<void> {
    const cwd = process.cwd();
    try {
      const report = await this.run(context, cwd);
      report.notes.forEach((note) => context.logger.log(`note: ${note}`));
      context.logger.log(formatText(report.clusters, { color: false }));
      tell(report, context);
    } catch (error) {
      if (!(error instanceof UserError)) {
        throw error;
      }
      context.report.addViolation({
        ruleName: 'plan-input',
        recommendation: error.message,
        fix: 'Correct what the message names, and run synth again',
        violatingResources: [],
      });
      context.report.submit('failure');
    }
  }

  private async run(context: SynthValidationContext, cwd: string): Promise<PlanReport> {
    const properties = checked(this.given);
    const { output = 'dist', before } = properties;
    const folder = resolve(cwd, output) + sep;
    const inFolder = context.manifests.some((manifest) => resolve(cwd, manifest).startsWith(folder));
    const request = {
      ...readOptions(properties, (name) => name),
      after: inFolder ? output : context.manifests,
      synthesised: true,
    };
    const io = { cwd, stdin: Readable.from([]) };
    return before === undefined
      ? planSinceCommit(request, output, this.engine, io, new Date())
      : runPlan({ ...request, before }, this.engine, io, new Date());
  }
}

function checked(properties: Readonly<Record<string, unknown>>): Properties {
  for (const [name, value] of Object.entries(properties)) {
    if (!PROPERTIES.some((property) => property === name)) {
      throw new UserError(`cdk8s.yaml: the plan validation has no property '${name}', only ${PROPERTIES.join(', ')}`);
    }
    if (typeof value !== 'string') {
      throw new UserError(
        `cdk8s.yaml: the property '${name}' of the plan validation must be text, not ${JSON.stringify(value)}. Quote it`,
      );
    }
  }
  return properties as Properties;
}

/** One violation for each finding that fails the synth. */
function tell({ clusters }: PlanReport, { report, manifests }: SynthValidationContext): void {
  for (const { cluster, verdict, scene } of clusters) {
    // cdk8s-cli finds a construct by the bare name of its object, which two kinds may share.
    const names = new Map<string, number>();
    scene.after.forEach(({ metadata }) => names.set(metadata.name, (names.get(metadata.name) ?? 0) + 1));
    const resource = ({ name, object }: Change): string => (names.get(name) === 1 ? name : object);
    const where = cluster === undefined ? '' : `${cluster}: `;
    for (const change of verdict.failing) {
      for (const finding of failingFindings(change, verdict)) {
        report.addViolation({
          ruleName: finding.code,
          recommendation: `${where}${change.object}: ${finding.message}`,
          fix: remedyText(finding.remedy),
          violatingResources: [
            { resourceName: resource(change), locations: [placeIn(finding)], manifestPath: manifests.join(', ') },
          ],
        });
      }
    }
  }
  const verdicts = clusters.map(({ verdict }) => verdict);
  report.submit(verdicts.every(({ failing }) => failing.length === 0) ? 'success' : 'failure', {
    Kubernetes: [...new Set(verdicts.map(({ plan }) => plan.kubernetes))].join(', '),
    Impact: worstImpact(verdicts.map(({ plan }) => plan.impact)),
    'Fails from': verdicts[0]?.failOn ?? '',
  });
}

/** The findings at or above the limit; of a change without findings there is nothing more to tell than its impact. */
function failingFindings(change: Change, verdict: Verdict): readonly Finding[] {
  const { failOn } = verdict;
  const open = openFindings(change, verdict).filter(({ impact }) => failOn !== 'never' && rank(impact) >= rank(failOn));
  return open.length > 0
    ? open
    : [{ code: change.impact, impact: change.impact, path: '', message: MEANING[change.impact], remedy: [] }];
}

const placeIn = (finding: Finding): string => (finding.path === '' ? 'the object' : finding.path);
