import type { Wire } from '../base/wire';

/** Standard input, terminal and last words of a container. */
export interface ContainerTerminal {
  /** Keep standard input open. @default false */
  readonly stdin?: boolean;
  /** Close it after the first who attached has gone. @default false */
  readonly stdinOnce?: boolean;
  /** Give the container a terminal. @default false */
  readonly tty?: boolean;
  /** File with the reason of a container's end. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** `FallbackToLogsOnError` takes the end of the log where the file is empty. @default 'File' */
  readonly terminationMessagePolicy?: string;
}

export function renderTerminal(terminal: ContainerTerminal = {}): Wire {
  const { stdin, stdinOnce, tty, terminationMessagePath, terminationMessagePolicy } = terminal;
  return { stdin, stdinOnce, tty, terminationMessagePath, terminationMessagePolicy };
}
