import type { Register } from './command';
import { runProgram } from './program';

/** Runs the command line of this process, and sets its exit code. `name` is how usage calls it. */
export function start(commands: readonly Register[], name?: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads no further, as `head`, has what they want.
    if (error.code !== 'EPIPE') {
      process.exitCode = 1;
      process.stderr.write(`stateful-web-app: cannot write to standard output: ${error.message}\n`);
    }
  });
  process.stderr.on('error', () => undefined); // Nobody can be told.

  const { env, stdin, stdout, stderr } = process;
  runProgram(process.argv.slice(2), { cwd: process.cwd(), env, stdin, stdout, stderr }, commands, name).then(
    (code) => {
      process.exitCode ??= code;
    },
    (error: unknown) => {
      process.stderr.write(
        `stateful-web-app: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
      );
      process.exitCode = 1;
    },
  );
}
