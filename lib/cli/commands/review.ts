import type { Register } from '../command';
import type { Engine } from '../plan/engine';
import { usageOfOptions } from '../plan/options';
import type { ReviewFlags } from '../review/run-review';

const HELP = `
Runs in a job of GitHub Actions or GitLab CI. Plans the merge base with the target branch against the newest commit of the request, and runs
nothing of it. Keeps one comment on the request up to date, with GITHUB_TOKEN or PLAN_TOKEN; without one, or where it may only read, the report is
in the log and in the files.

Examples:
  stateful-web-app review
  stateful-web-app review --path deploy --pipeline argocd --fail-on outage
  stateful-web-app review --repo
  stateful-web-app review rendered/before rendered/after --pipeline helm -n wiki

Exit codes: 0 nothing at or above --fail-on, 1 input or usage error, 2 something at or above --fail-on.`;

/** `review`: the plan of a pull request or merge request, in its pipeline. */
export function reviewCommand(engine: Engine): Register {
  return (program, io, exit) => {
    const command = program
      .command('review')
      .description('In a pipeline: plan a pull or merge request, comment on it, and keep the report')
      .argument('[before]', 'what is applied now (default: --path at the merge base)')
      .argument('[after]', 'what is to be applied (default: --path at the newest commit)')
      .option(
        '--path <folder>',
        'the manifests in the repository (default: the output folder, as cdk8s.yaml names it, else dist)',
      )
      .option('--repo', 'plan every part of the repository that the request touches')
      .option('--out <folder>', 'where the report is written, as Markdown, HTML and SARIF', 'plan');
    usageOfOptions().forEach(({ flags, help }) => command.option(flags, help));
    command
      .addHelpText('after', HELP)
      .action(async (before: string | undefined, after: string | undefined, flags: ReviewFlags) => {
        const { runReview } = require('../review/run-review') as typeof import('../review/run-review');
        exit(await runReview([before, after], flags, engine, io));
      });
  };
}
