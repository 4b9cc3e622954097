import type { Register } from '../command';
import type { Engine } from '../plan/engine';
import { usageOfOptions } from '../plan/options';
import type { SynthFlags } from '../run-synth';

const HELP = `
Runs the app of cdk8s.yaml, in any language, with a plain App too, and replaces the output folder in one step when it succeeds.

Exit codes: 0 written, 1 the app failed or cannot be written, 2 --fail-on stopped it, or --check found a difference. In these cases the output folder is unchanged.`;

/** `synth`: what \`cdk8s synth\` does, without deleting the output before the app has run. */
export function synthCommand(engine: Engine): Register {
  return (program, io, exit) => {
    const command = program
      .command('synth')
      .description('Run the cdk8s app and replace its output in one step, or not at all')
      .option('--app <command>', 'command that runs the app (default: app in cdk8s.yaml)')
      .option('--output <folder>', 'what to replace (default: --outdir of the app, output in cdk8s.yaml, or dist)')
      .option('--check', 'write nothing, and fail if the output is not what the app gives')
      .option('--quiet', 'errors only')
      .option('--json', 'print what was done as one JSON object')
      .optionsGroup('Plan the change first, and write nothing if --fail-on stops it:');
    usageOfOptions().forEach(({ flags, help }) => command.option(flags, help));
    command.addHelpText('after', HELP).action(async (flags: SynthFlags) => {
      // Loaded when it is called: other commands need none of it.
      const { synth } = require('../run-synth') as typeof import('../run-synth');
      exit(await synth(flags, engine, io));
    });
  };
}
