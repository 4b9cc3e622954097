import { Command, CommanderError } from 'commander';
import type { CommandIo, Register } from './command';
import { registerCapture } from './commands/capture';
import { planCommand } from './commands/plan';
import { synthCommand } from './commands/synth';
import { plan } from '../plan';
import { lines } from '../messages/line';
import { UserError } from '../messages/user-error';

/** One entry a command; each lives in `commands/`, and `run` resolves to the exit code. */
const COMMANDS: readonly Register[] = [planCommand(plan), synthCommand(plan), registerCapture];

/** Runs `stateful-web-app ARGS…` and resolves to its exit code: 0 fine, 1 input or usage error, others by command. */
export async function main(args: readonly string[], io: CommandIo, commands = COMMANDS): Promise<number> {
  let code = 0;
  const program = new Command('stateful-web-app')
    .description('Web applications that keep state on Kubernetes: plan changes, synthesise safely, know the cluster')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
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
      return error.exitCode === 0 ? 0 : 1;
    }
    if (error instanceof UserError) {
      io.stderr.write(`stateful-web-app: ${lines(error.message)}\n`);
      return 1;
    }
    throw error;
  }
}
