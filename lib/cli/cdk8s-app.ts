import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { Diagnostic } from '../messages/diagnostic';
import { ErrorList } from '../synth/error-list';
import { SynthReport } from '../synth/synth-report';
import { UserError } from '../messages/user-error';
import type { CommandIo } from './command';
import { messageOf } from '../messages/message-of';
import { readText } from '../storage/text-file';

/** The app of cdk8s.yaml. */
export interface Cdk8sApp {
  readonly command: string;
  /** What is replaced with what it writes, as the user names it. */
  readonly output: string;
}

export interface AppFolders {
  /** What is replaced in the end. */
  readonly target: string;
  /** Where the app writes. */
  readonly staged: string;
}

/** As the shell reads it; where only the shell can know the folder, it stays in the command, and the app refuses it. */
const OUTDIR = /\s--outdir(?:=|\s+)(?:"([^"$`\\]+)"|'([^']+)'|([^\s"'$`\\;&|<>()~*?]+))(?=[\s;&|]|$)/;

/** What cdk8s.yaml says. An `--outdir` in its app names the folder that is kept, and must not be written by the app. */
export function readApp(
  flags: { readonly app?: string; readonly output?: string },
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Cdk8sApp {
  const config = readConfig(cwd);
  const app = flags.app ?? config.app;
  if (typeof app !== 'string' || app === '') {
    throw new UserError('There is no app to run. Set app in cdk8s.yaml, or give --app "node --import tsx main.ts".');
  }
  const outdir = OUTDIR.exec(app);
  return {
    command: outdir === null ? app : app.replace(outdir[0], ''),
    output: flags.output ?? (env.SYNTH_OUTDIR || outputIn(app, config)),
  };
}

/** The folder that the app of cdk8s.yaml writes to; `dist` where that does not say. */
export function outputOf(cwd: string): string {
  const config = readConfig(cwd);
  return outputIn(typeof config.app === 'string' ? config.app : '', config);
}

interface Config {
  readonly app?: unknown;
  readonly output?: unknown;
}

function outputIn(app: string, { output }: Config): string {
  return OUTDIR.exec(app)?.slice(1).find(Boolean) ?? (typeof output === 'string' ? output : 'dist');
}

function readConfig(cwd: string): Config {
  const file = path.join(cwd, 'cdk8s.yaml');
  if (!fs.existsSync(file)) return {};
  try {
    return (parse(readText(file)) as Config | null) ?? {};
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`cdk8s.yaml: ${messageOf(error)}`);
  }
}

/** Gives what a GitOpsApp warns about; it shows its own progress. */
export function runApp(
  { command, output }: Cdk8sApp,
  folders: AppFolders,
  report: SynthReport,
  io: CommandIo,
): Diagnostic[] {
  const file = `${folders.staged}.report`;
  const { status, signal, error } = spawnSync(command, {
    cwd: io.cwd,
    shell: true,
    stdio: ['ignore', report === SynthReport.JSON ? 2 : 'inherit', 'inherit'],
    env: {
      ...io.env,
      CDK8S_OUTDIR: folders.staged,
      SYNTH_OUTPUT: folders.target,
      SYNTH_OUTDIR: '', // It names what is replaced.
      SYNTH_REPORT: report === SynthReport.TEXT ? SynthReport.TEXT : SynthReport.QUIET,
      SYNTH_REPORT_FILE: file,
    },
  });
  const reports = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').flatMap(readReport) : [];
  if (status !== 0) {
    const message = `The app failed (${error?.message ?? signal ?? `exit code ${status}`}): ${command}. ${output} is unchanged.`;
    throw new ErrorList(message, [...reports.flatMap(({ errors = [] }) => errors), message]);
  }
  return reports.flatMap(({ warnings = [] }) => warnings);
}

interface AppReport {
  readonly errors?: readonly string[];
  readonly warnings?: readonly Diagnostic[];
}

/** A line of an app that was cut short says nothing. */
function readReport(line: string): AppReport[] {
  try {
    return [JSON.parse(line) as AppReport];
  } catch {
    return [];
  }
}
