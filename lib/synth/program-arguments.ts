import { UserError } from '../messages/user-error';
import { SynthReport } from './synth-report';

/** What the arguments and the environment of the program that synthesises say, where its code does not. */
export interface ProgramArguments {
  /** `--outdir FOLDER`: goes before what the code says. */
  readonly outdir?: string;
  /** `--quiet`, `--json`, or SYNTH_REPORT. */
  readonly report: SynthReport;
}

export function readProgramArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ProgramArguments {
  const report = reportOf(args, env);
  if (report === undefined) {
    throw new UserError(`SYNTH_REPORT must be ${Object.values(SynthReport).join(', ')}, not '${env.SYNTH_REPORT}'.`);
  }
  return { outdir: outdirOf(args), report };
}

function outdirOf(args: readonly string[]): string | undefined {
  const index = args.findIndex((arg) => arg === '--outdir' || arg.startsWith('--outdir='));
  if (index === -1) {
    return undefined;
  }
  const outdir = args[index] === '--outdir' ? args[index + 1] : args[index]?.slice('--outdir='.length);
  if (outdir === undefined || outdir === '' || outdir.startsWith('--')) {
    throw new UserError('--outdir needs the folder to write to: --outdir dist');
  }
  return outdir;
}

/** Undefined where SYNTH_REPORT says something else. */
export function reportOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SynthReport | undefined {
  if (args.includes('--json')) {
    return SynthReport.JSON;
  }
  if (args.includes('--quiet')) {
    return SynthReport.QUIET;
  }
  const chosen = env.SYNTH_REPORT || SynthReport.TEXT;
  return Object.values(SynthReport).find((value) => (value as string) === chosen);
}

/** What `stateful-web-app synth` will replace with what this program, which it started, writes to CDK8S_OUTDIR. */
export function finalOutput(): string | undefined {
  return process.env.SYNTH_OUTPUT;
}
