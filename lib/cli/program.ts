import { Command, CommanderError } from 'commander';
import type { CommandIo, Register } from './command';
import { lines } from '../messages/line';
import { UserError } from '../messages/user-error';
import { UsageError } from './usage-error';
import { ownVersion } from './own-package';

/** What messages and files call the program; usage may show another name, that of a plugin. */
const NAME = 'stateful-web-app';

/**
 * Runs `NAME ARGS…` and resolves to its exit code: 0 fine, 1 input or usage error, others by command. `name` is how usage
 * and examples call the program.
 */
export async function runProgram(
  args: readonly string[],
  io: CommandIo,
  commands: readonly Register[],
  name = NAME,
): Promise<number> {
  let code = 0;
  const program = new Command(name)
    .description('Web applications that keep state on Kubernetes: plan changes, synthesise safely, know the cluster')
    .option('--version', 'print the version')
    .on('option:version', () => {
      io.stdout.write(`${ownVersion()}\n`);
      throw new CommanderError(0, 'commander.version', '');
    })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text.replace(/(?<!cdk8s-)stateful-web-app/g, name)),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`${NAME}: ${text.replace(/^error: /, '')}`),
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
      io.stderr.write(`${NAME}: ${lines(error.message)}\n`);
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
  return `Usage: ${program.name()}${call} ${(command ?? program).usage()}\n${program.name()}${call} --help says more\n`;
}
