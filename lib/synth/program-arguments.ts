import { UserError } from '../messages/user-error';
import { SynthReport } from './synth-report';

/** What the arguments and the environment of the program that synthesises say, where its code does not. */
export interface ProgramArguments {
  /** `--outdir FOLDER`, or SYNTH_OUTDIR: goes before what the code says. */
  readonly outdir?: string;
  /** `--cluster NAME`, once or several times: the clusters that are synthesised. Empty: all. */
  readonly clusters: readonly string[];
  /** `--quiet`, `--json`, or SYNTH_REPORT. */
  readonly report: SynthReport;
}

/** Those of this process. Of a program in another language than JavaScript they are not: it gives its own as `arguments`. */
export function argumentsOf(given: readonly string[] | undefined): readonly string[] {
  return given ?? process.argv.slice(2);
}

export function readProgramArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ProgramArguments {
  const report = reportOf(args, env);
  if (report === undefined) {
    throw new UserError(`SYNTH_REPORT must be ${Object.values(SynthReport).join(', ')}, not '${env.SYNTH_REPORT}'.`);
  }
  return {
    outdir: valuesOf(args, 'outdir', 'the folder to write to: --outdir dist')[0] ?? (env.SYNTH_OUTDIR || undefined),
    clusters: clustersOf(args),
    report,
  };
}

/** The clusters that the program is to synthesise; empty: all. */
export function clustersOf(args: readonly string[]): string[] {
  return valuesOf(args, 'cluster', 'the name of a cluster: --cluster production');
}

function valuesOf(args: readonly string[], name: string, needs: string): string[] {
  const option = `--${name}`;
  return args.flatMap((arg, index) => {
    if (arg !== option && !arg.startsWith(`${option}=`)) return [];
    const value = arg === option ? args[index + 1] : arg.slice(option.length + 1);
    if (value === undefined || value === '' || value.startsWith('--')) throw new UserError(`${option} needs ${needs}`);
    return [value];
  });
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
