import { inspect } from 'node:util';
import { UserError } from '../messages/user-error';
import { Reporter } from './reporter';
import type { SynthReport } from './synth-report';

const INSTALLED = Symbol.for('cdk8s-stateful-web-app.user-errors');

/**
 * Lets a program that fails with a `UserError`, and does not catch it, end with its message and exit code 1: the stack
 * trace that Node prints says nothing about a mistake in the input. Every other error is shown in full. Who asked for
 * JSON gets an object also for what fails before the synth.
 */
export function showUserErrorsPlainly(report: SynthReport): void {
  const marked = process as NodeJS.Process & { [INSTALLED]?: true };
  if (marked[INSTALLED] === true) {
    return;
  }
  marked[INSTALLED] = true;
  const handler = (error: unknown): void => {
    if (isUserError(error)) {
      process.stderr.write(`${error.message}\n`);
    } else if (process.listenerCount('uncaughtException') > 1) {
      return; // The program has its own way.
    } else {
      process.stderr.write(`${error instanceof Error ? inspect(error) : `Uncaught ${inspect(error)}`}\n`);
    }
    new Reporter(report, { file: process.env.SYNTH_REPORT_FILE }).failed(error);
    process.exit(1);
  };
  process.on('uncaughtException', handler);
}

/** By name: a program may have loaded this package twice. */
function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}
