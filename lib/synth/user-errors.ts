import { UserError } from '../messages/user-error';
import { reportOf } from './program-arguments';
import { Reporter } from './reporter';
import { SynthReport } from './synth-report';

interface Marked {
  /** How the program reports; whichever copy of this package was asked first. */
  [CHOSEN]?: { report?: SynthReport };
}

const CHOSEN = Symbol.for('cdk8s-stateful-web-app.user-errors');

/**
 * Lets a program that fails with a `UserError`, and does not catch it, end with its message and exit code 1: the stack
 * trace that Node prints says nothing about a mistake in the input. Node shows every other error, in full. Who asked for
 * JSON gets an object also for what fails before the synth.
 *
 * @param report how, in place of what the arguments of the program say
 */
export function showUserErrorsPlainly(report?: SynthReport): void {
  const marked = process as NodeJS.Process & Marked;
  const chosen = (marked[CHOSEN] ??= watched());
  chosen.report = report ?? chosen.report;
}

function watched(): { report?: SynthReport } {
  const chosen: { report?: SynthReport } = {};
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    const isPlain = isUserError(error);
    if (!isPlain && process.listenerCount('uncaughtException') > 0) return; // The program has its own way.
    if (isPlain) process.stderr.write(`${error.message}\n`);
    const report = chosen.report ?? reportOf(process.argv.slice(2), process.env) ?? SynthReport.TEXT;
    new Reporter(report, { file: process.env.SYNTH_REPORT_FILE }).failed(error);
    if (isPlain) process.exit(1);
  });
  return chosen;
}

/** By name: a program may have loaded this package twice. */
function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}
