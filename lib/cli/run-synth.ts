import * as fs from 'node:fs';
import * as path from 'node:path';
import { RECORD } from '../synth/folder/file-record';
import { type NewFile, readFiles } from '../synth/folder/files';
import { outputFolder } from '../synth/folder/output-folder';
import { replaceFolder } from '../synth/folder/replace-folder';
import { KUSTOMIZATION, refuseForeignKustomizations } from '../synth/kustomization';
import { refuseEmptiness } from '../synth/emptiness';
import { readProgramArguments } from '../synth/program-arguments';
import { Reporter } from '../synth/reporter';
import { SynthReport } from '../synth/synth-report';
import { UserError } from '../messages/user-error';
import { readApp, runApp } from './cdk8s-app';
import { checkFolder } from './check-folder';
import type { CommandIo } from './command';
import type { Engine } from './plan/engine';
import { flagOf, type GivenOptions, type PlanOptions, readOptions, refuseWithout } from './plan/options';
import { PlanGate } from './plan/plan-gate';
import { withScratch } from './scratch';
import { UsageError } from './usage-error';

export interface SynthFlags extends GivenOptions {
  readonly app?: string;
  readonly output?: string;
  readonly check?: true;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** The exit code for a plan that stopped the replacement. */
const STOPPED = 2;

/** Runs the app, plans what it wrote if --fail-on is given, and replaces the output; resolves to the exit code. */
export async function synth(flags: SynthFlags, engine: Engine, io: CommandIo): Promise<number> {
  const chosen = (['json', 'quiet'] as const).filter((flag) => flags[flag] === true).map((flag) => `--${flag}`);
  const { report } = readProgramArguments(chosen, io.env);
  const reporter = new Reporter(report, { err: io.stderr, out: io.stdout, env: io.env });
  try {
    const options = gateOptions(flags);
    return await withScratch(async (scratch) => {
      const app = readApp(flags, io);
      const { command, output } = app;
      const target = outputFolder(path.resolve(io.cwd, output));
      const staged = path.join(scratch, 'dist');
      fs.mkdirSync(staged);
      const warnings = runApp(app, { target, staged }, report, io);
      const files = readFiles(staged).filter((file) => file.path !== RECORD);
      if (files.length === 0) {
        throw new UserError(`The app wrote nothing to CDK8S_OUTDIR: ${command}. If its code sets outdir, remove that.`);
      }
      if (flags.check === true) return checkFolder(target, files, output, io);
      if (files.every(({ content }) => content.length === 0)) {
        refuseEmptiness('The app', target);
      }
      const gate = options === undefined ? undefined : await PlanGate.of(target, staged, options, engine, io);
      if (gate?.stops === true || report === SynthReport.TEXT) {
        io.stderr.write(gate?.text ?? '');
      }
      if (gate?.stops === true) {
        const stopped = new UserError(`stopped by --fail-on ${flags.failOn}; ${output} is unchanged`);
        reporter.failed(stopped);
        io.stderr.write(`synth: ${stopped.message}\n`);
        return STOPPED;
      }
      const result = replaceFolder(target, files, {
        onWait: (holder) => reporter.waiting(holder),
        beforeReplace: ({ kept }) => {
          refuseForeignKustomizations(output, foldersWithKustomization(files), kept);
          gate?.confirm();
        },
      });
      reporter.done(output, result, warnings);
      return 0;
    });
  } catch (error) {
    reporter.failed(error);
    throw error;
  }
}

function gateOptions(flags: SynthFlags): PlanOptions | undefined {
  const vain = flags.json === true ? '--json' : flags.failOn !== undefined ? '--fail-on' : undefined;
  if (flags.check === true && vain !== undefined) {
    throw new UsageError(`--check writes nothing: ${vain} has no effect. Leave it out`);
  }
  refuseWithout('failOn', flags);
  // Synth has checked what it wrote.
  const options = readOptions({ validate: 'warn', ...flags }, flagOf);
  return flags.failOn === undefined ? undefined : options;
}

function foldersWithKustomization(files: readonly NewFile[]): string[] {
  return files
    .filter((file) => path.basename(file.path) === KUSTOMIZATION)
    .map((file) => path.dirname(file.path).replace(/^\.$/, ''));
}
