import type { CommandIo } from './command';
import { WHOLE } from './commands/whole';
import { runProgram } from './program';

/** Runs `stateful-web-app ARGS…` with every command. */
export function main(args: readonly string[], io: CommandIo, commands = WHOLE): Promise<number> {
  return runProgram(args, io, commands);
}
