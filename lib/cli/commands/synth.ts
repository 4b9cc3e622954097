import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { RECORD } from '../../synth/folder/file-record';
import { outputFolder, readFiles } from '../../synth/folder/output-folder';
import { replaceFolder } from '../../synth/folder/replace-folder';
import { refuseEmptiness } from '../../synth/emptiness';
import { ErrorList } from '../../synth/error-list';
import { readProgramArguments } from '../../synth/program-arguments';
import { Reporter } from '../../synth/reporter';
import { SynthReport } from '../../synth/synth-report';
import type { Diagnostic } from '../../diagnostics';
import { UserError } from '../../user-error';
import type { CommandIo, Register } from '../command';
import type { Engine } from '../plan/engine';
import { PlanGate } from '../plan/plan-gate';
import { FAIL_ON } from '../plan/verdict';
import { withScratch } from '../scratch';
import { APPLY_MODES } from '../../plan/types';

interface SynthFlags {
  readonly app?: string;
  readonly output?: string;
  readonly failOn?: string;
  readonly apply: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** The exit code for a plan that stopped the replacement. */
const STOPPED = 2;

const HELP = `
Runs the app of cdk8s.yaml, in any language, with a plain App too, and replaces the output folder in one step when it succeeds.

Exit codes: 0 written, 1 the app failed or cannot be written, 2 --fail-on stopped it. The output folder is then as it was.`;

/** `synth`: what \`cdk8s synth\` does, without deleting the output before the app has run. */
export function synthCommand(engine: Engine): Register {
  return (program, io, exit) => {
    program
      .command('synth')
      .description('Run the cdk8s app and replace its output in one step, or leave it as it is')
      .option('--app <command>', 'command that runs the app (default: app in cdk8s.yaml)')
      .option('--output <folder>', 'what to replace (default: --outdir of the app, output in cdk8s.yaml, or dist)')
      .option(
        '--fail-on <impact>',
        `replace only if the plan of the change has nothing from this impact on: ${FAIL_ON.join(', ')}`,
      )
      .option('--apply <how>', `how the pipeline applies, for the plan: ${APPLY_MODES.join(', ')}`, 'client')
      .option('--quiet', 'errors only')
      .option('--json', 'say what was done as one JSON object')
      .addHelpText('after', HELP)
      .action(async (flags: SynthFlags) => exit(await synth(flags, engine, io)));
  };
}

async function synth(flags: SynthFlags, engine: Engine, io: CommandIo): Promise<number> {
  const chosen = (['json', 'quiet'] as const).filter((flag) => flags[flag] === true).map((flag) => `--${flag}`);
  const { report } = readProgramArguments(chosen, io.env);
  const reporter = new Reporter(report, { err: io.stderr, out: io.stdout, env: io.env });
  try {
    return await withScratch(async (scratch) => {
      const { command, output } = program(flags, io.cwd);
      const target = outputFolder(path.resolve(io.cwd, output));
      const staged = path.join(scratch, 'dist');
      fs.mkdirSync(staged);
      const warnings = runApp({ command, output, target, staged }, report, io);
      const files = readFiles(staged).filter((file) => file.path !== RECORD);
      if (files.length === 0) {
        throw new UserError(
          `The app wrote nothing to CDK8S_OUTDIR: ${command}. If it names an outdir in its code, leave that out.`,
        );
      }
      if (files.every(({ content }) => content.length === 0)) {
        refuseEmptiness('The app', target);
      }
      const gate =
        flags.failOn === undefined
          ? undefined
          : await PlanGate.of(target, staged, { failOn: flags.failOn, apply: flags.apply }, engine, io);
      if (gate?.stops === true || report === SynthReport.TEXT) {
        io.stderr.write(gate?.text ?? '');
      }
      if (gate?.stops === true) {
        const stopped = new UserError(`stopped by --fail-on ${flags.failOn}; ${output} is as it was`);
        reporter.failed(stopped);
        io.stderr.write(`synth: ${stopped.message}\n`);
        return STOPPED;
      }
      const result = replaceFolder(target, files, {
        onWait: (holder) => reporter.waiting(holder),
        beforeReplace: () => gate?.confirm(),
      });
      reporter.done(output, result, warnings);
      return 0;
    });
  } catch (error) {
    reporter.failed(error);
    throw error;
  }
}

interface AppRun {
  readonly command: string;
  readonly output: string;
  readonly target: string;
  readonly staged: string;
}

/** Gives what a GitOpsApp warns about; it shows its own progress. */
function runApp({ command, output, target, staged }: AppRun, report: SynthReport, io: CommandIo): Diagnostic[] {
  const file = `${staged}.report`;
  const { status, signal } = spawnSync(command, {
    cwd: io.cwd,
    shell: true,
    stdio: ['ignore', report === SynthReport.JSON ? 2 : 'inherit', 'inherit'],
    env: {
      ...io.env,
      CDK8S_OUTDIR: staged,
      SYNTH_OUTPUT: target,
      SYNTH_REPORT: report === SynthReport.TEXT ? SynthReport.TEXT : SynthReport.QUIET,
      SYNTH_REPORT_FILE: file,
    },
  });
  const told = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
  const reports = told.map((line) => JSON.parse(line) as { errors?: string[]; warnings?: Diagnostic[] });
  if (status !== 0) {
    const message = `The app failed (${signal ?? `exit code ${status}`}): ${command}. ${output} is as it was.`;
    throw new ErrorList(message, [...reports.flatMap(({ errors = [] }) => errors), message]);
  }
  return reports.flatMap(({ warnings = [] }) => warnings);
}

/** As the shell reads it; where only the shell can know the folder, it stays in the command, and the app refuses it. */
const OUTDIR = /\s--outdir(?:=|\s+)(?:"([^"$`\\]+)"|'([^']+)'|([^\s"'$`\\;&|<>()~*?]+))(?=[\s;&|]|$)/;

/** What cdk8s.yaml says. An \`--outdir\` in its app names the folder that is kept, and must not be written by the app. */
function program(flags: SynthFlags, cwd: string): { readonly command: string; readonly output: string } {
  const file = path.join(cwd, 'cdk8s.yaml');
  let config: { readonly app?: unknown; readonly output?: unknown } = {};
  if (fs.existsSync(file)) {
    try {
      config = (parse(fs.readFileSync(file, 'utf8')) as typeof config | null) ?? {};
    } catch (error) {
      throw new UserError(`cdk8s.yaml: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const app = flags.app ?? config.app;
  if (typeof app !== 'string' || app === '') {
    throw new UserError(
      'There is no app to run. Write app: into cdk8s.yaml, or give --app "node --import tsx main.ts".',
    );
  }
  const outdir = OUTDIR.exec(app);
  const output =
    flags.output ?? outdir?.slice(1).find(Boolean) ?? (typeof config.output === 'string' ? config.output : 'dist');
  return { command: outdir === null ? app : app.replace(outdir[0], ''), output };
}
