import { line } from '../../messages/line';
import type { CommandIo } from '../command';

/** Told before each part of a plan: how many are done, of how many, and which comes now. */
export type Progress = (done: number, all: number, name?: string) => void;

/** A plan that ends before this many milliseconds says nothing of its progress. */
const PATIENCE_MS = 1000;
/** Between two lines that nobody could read otherwise. */
const PACE_MS = 100;

/**
 * Says on a terminal how far a long plan of several clusters or units is, in one line of standard error that `end` erases. What is no
 * terminal, such as the log of a pipeline, gets nothing.
 */
export function progressOn(
  stderr: CommandIo['stderr'],
  now: () => number = Date.now,
): { readonly progress?: Progress; readonly end: () => void } {
  if (stderr.isTTY !== true) return { end: () => undefined };
  let next = now() + PATIENCE_MS;
  let shown = false;
  return {
    progress: (done, all, name) => {
      if (all < 2 || now() < next) return;
      next = now() + PACE_MS;
      shown = true;
      stderr.write(`\r\u001b[Kplan: ${done} of ${all} done${name === undefined ? '' : `, now ${line(name)}`}`);
    },
    end: () => {
      if (shown) stderr.write('\r\u001b[K');
    },
  };
}
