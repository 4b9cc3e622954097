import type { Command } from 'commander';

/** Adds a command to the program; `exit` sets the exit code of a run that ends well. */
export type Register = (program: Command, io: CommandIo, exit: (code: number) => void) => void;

/** What a command needs of the outside world, so that tests run it in-process. */
export interface CommandIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Today, where it is not what the clock says. */
  readonly now?: Date;
}
