import { Command, CommanderError } from 'commander';
import type { CommandIo, Register } from './command';
import { adoptCommand } from './commands/adopt';
import { registerCapture } from './commands/capture';
import { completionCommand } from './commands/completion';
import { explainCommand } from './commands/explain';
import { planCommand } from './commands/plan';
import { synthCommand } from './commands/synth';
import type { Engine } from './plan/engine';
import { lines } from '../messages/line';
import { UserError } from '../messages/user-error';
import { UsageError } from './usage-error';
import { ownVersion } from './version';

/** Loaded when something is planned: `--help` needs none of it. */
const plan: Engine = (before, after, options) =>
  (require('../plan') as typeof import('../plan')).plan(before, after, options);

/** One entry a command; each lives in `commands/`, and `run` resolves to the exit code. */
const COMMANDS: readonly Register[] = [
  planCommand(plan),
  synthCommand(plan),
  adoptCommand(plan),
  registerCapture,
  explainCommand,
  completionCommand,
];

/** Runs `stateful-web-app ARGS…` and resolves to its exit code: 0 fine, 1 input or usage error, others by command. */
export async function main(args: readonly string[], io: CommandIo, commands = COMMANDS): Promise<number> {
  let code = 0;
  const program = new Command('stateful-web-app')
    .description('Web applications that keep state on Kubernetes: plan changes, synthesise safely, know the cluster')
    .option('--version', 'print the version')
    .on('option:version', () => {
      io.stdout.write(`${ownVersion()}\n`);
      throw new CommanderError(0, 'commander.version', '');
    })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`stateful-web-app: ${text.replace(/^error: /, '')}`),
    })
    .exitOverride();
  for (const register of commands) {
    register(program, io, (exit) => {
      code = exit;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code !== 'commander.help') io.stderr.write(usageOf(program, args));
      return 1;
    }
    if (error instanceof UserError) {
      io.stderr.write(`stateful-web-app: ${lines(error.message)}\n`);
      if (error instanceof UsageError) io.stderr.write(usageOf(program, args));
      return 1;
    }
    throw error;
  }
}

/** How the command is called that was tried, or any if there is none of its name. */
function usageOf(program: Command, [name]: readonly string[]): string {
  const command = program.commands.find((each) => each.name() === name);
  const call = command === undefined ? '' : ` ${command.name()}`;
  return `Usage: ${program.name()}${call} ${(command ?? program).usage()}\nstateful-web-app${call} --help says more\n`;
}
