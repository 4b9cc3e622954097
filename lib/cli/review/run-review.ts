import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { line, lines } from '../../messages/line';
import { UserError } from '../../messages/user-error';
import { MissingInRevision } from '../../sources/git';
import type { SourceIo } from '../../sources/source';
import { outputOf } from '../cdk8s-app';
import type { CommandIo } from '../command';
import type { Engine } from '../plan/engine';
import { formatted } from '../plan/formats';
import { flagOf, type GivenOptions, readOptions } from '../plan/options';
import { type PlanReport, runPlan } from '../plan/run';
import { runRepoPlan } from '../plan/run-repo';
import { worstFirst } from '../plan/verdict';
import { UsageError } from '../usage-error';
import { Clone } from './clone';
import { github } from './github';
import { gitlab } from './gitlab';
import type { Host, Request } from './host';

export interface ReviewFlags extends GivenOptions {
  readonly path?: string;
  readonly repo?: true;
  readonly out: string;
}

/** The file of accepted dangers, if none is named. */
const ACKNOWLEDGED = 'plan-acknowledged.yaml';

/** Plans each request that this run of a pipeline is about; resolves to the exit code. */
export async function runReview(
  sides: readonly [before?: string, after?: string],
  flags: ReviewFlags,
  engine: Engine,
  io: CommandIo,
): Promise<number> {
  if (flags.repo !== undefined && (sides[0] ?? flags.path) !== undefined) {
    throw new UsageError('--repo plans the whole repository. Leave out BEFORE, AFTER and --path');
  }
  if (sides[0] !== undefined && (sides[1] === undefined || flags.path !== undefined)) {
    throw new UsageError('Give BEFORE and AFTER, or a --path in the repository');
  }
  readOptions({ acknowledge: ACKNOWLEDGED, ...flags }, flagOf);
  const isGitHub = io.env['GITHUB_ACTIONS'] === 'true';
  if (!isGitHub && (io.env['GITLAB_CI'] ?? '') === '') {
    throw new UserError(
      'review runs in a pipeline of GitHub Actions or GitLab CI. Elsewhere: stateful-web-app plan git:origin/main...HEAD:dist git:HEAD:dist',
    );
  }
  const host = isGitHub ? github(io) : gitlab(io);
  // Names of files and objects were written by others: the runner is to take no line for a command.
  const stop = randomUUID();
  if (isGitHub) io.stdout.write(`::stop-commands::${stop}\n`);
  try {
    const requests = await host.requests();
    if (requests.length === 0)
      io.stdout.write('This run is about no open request with this commit: nothing to plan.\n');
    let code = 0;
    for (const request of requests) {
      const result = await reviewOf(request, host, sides, flags, engine, io);
      code = result === 1 || code === 1 ? 1 : Math.max(code, result);
    }
    return code;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.stdout.write(`stateful-web-app: ${lines(error.message)}\n`);
    return 1;
  } finally {
    if (isGitHub) io.stdout.write(`::${stop}::\n`);
  }
}

async function reviewOf(
  request: Request,
  host: Host,
  sides: readonly [before?: string, after?: string],
  flags: ReviewFlags,
  engine: Engine,
  io: CommandIo,
): Promise<number> {
  const say = (text: string): boolean => io.stdout.write(`stateful-web-app: ${lines(text)}\n`);
  await host.status?.(request, 'pending');
  let report: PlanReport;
  try {
    report = await planOf(request, host, sides, flags, engine, io);
  } catch (error) {
    await host.status?.(request, 'fails');
    if (!(error instanceof UserError)) throw error;
    say(error.message);
    return 1;
  }
  report.notes.forEach((note) => say(`note: ${line(note)}`));
  const { clusters } = report;
  const as = (format: 'text' | 'markdown' | 'html' | 'sarif'): string => formatted(clusters, format, false, io);
  io.stdout.write(as('text'));
  const file = (ending: string): string => posix.join(flags.out, `plan-${request.number}.${ending}`);
  mkdirSync(join(io.cwd, flags.out), { recursive: true });
  const markdown = as('markdown');
  writeFileSync(join(io.cwd, file('md')), markdown);
  writeFileSync(join(io.cwd, file('html')), as('html'));
  writeFileSync(join(io.cwd, file('sarif')), as('sarif'));
  host.summary(markdown);
  const body = `${markdown}\n[The page with the picture](${host.linkTo(file('html'))})\n`;
  const refused = await host.comment(request, body);
  if (refused !== undefined) say(`note: no comment is written: ${refused}. The report is among the artefacts`);
  const stops = clusters.some(({ verdict }) => verdict.failing.length > 0);
  await host.status?.(request, stops ? 'stops' : 'passes');
  tellImpact(report, io);
  return stops ? 2 : 0;
}

async function planOf(
  request: Request,
  host: Host,
  [before, after]: readonly [before?: string, after?: string],
  flags: ReviewFlags,
  engine: Engine,
  io: CommandIo,
): Promise<PlanReport> {
  const { head, target } = request;
  const clone = new Clone(host.folder);
  const base = await clone.mergeBase(target, head);
  const options = readOptions(await withAccepted(flags, request, clone), flagOf);
  const source: SourceIo = { cwd: host.folder, stdin: io.stdin as NodeJS.ReadableStream & AsyncIterable<unknown> };
  const today = io.now ?? new Date();
  if (flags.repo === true) return runRepoPlan({ ...options, before: base, after: head }, engine, source, today);
  if (before !== undefined && after !== undefined) {
    return runPlan({ ...options, before, after }, engine, { ...source, cwd: io.cwd }, today);
  }
  const path = flags.path ?? outputOf(host.folder);
  const sides = { before: `git:${base}:${path}`, after: `git:${head}:${path}` };
  try {
    return await runPlan({ ...options, ...sides }, engine, source, today);
  } catch (error) {
    // What the target branch does not have yet is new. What the change lacks is an error of the second try as well.
    if (!(error instanceof MissingInRevision)) throw error;
    return runPlan({ ...options, ...sides, before: '/dev/null' }, engine, source, today);
  }
}

/** The flags with the file of accepted dangers of both sides, or without it if neither has it. */
async function withAccepted(flags: ReviewFlags, { head, target }: Request, clone: Clone): Promise<ReviewFlags> {
  const { acknowledge = ACKNOWLEDGED, acknowledgeTarget, acknowledgeDays, ...others } = flags;
  if (acknowledge.startsWith('git:')) return flags;
  const found = await Promise.all([head, target].map((side) => clone.has(`${side}:./${acknowledge}`)));
  if (!found.includes(true)) return others;
  return {
    ...others,
    acknowledge: `git:${head}:${acknowledge}`,
    acknowledgeTarget: acknowledgeTarget ?? `git:${target}:${acknowledge}`,
    ...(acknowledgeDays === undefined ? {} : { acknowledgeDays }),
  };
}

/** Outputs of a step of GitHub Actions. */
function tellImpact({ clusters }: PlanReport, { env }: CommandIo): void {
  const file = env['GITHUB_OUTPUT'] ?? '';
  const [worst] = worstFirst(clusters.map(({ verdict }) => verdict.plan));
  if (file !== '') appendFileSync(file, `impact=${worst?.impact ?? 'none'}\n`);
}
