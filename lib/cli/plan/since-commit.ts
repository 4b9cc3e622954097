import { MissingInRevision } from '../../sources/git';
import type { SourceIo } from '../../sources/source';
import type { Engine } from './engine';
import type { PlanRequest } from './plan-request';
import { type PlanReport, runPlan } from './run';

/** The output as it is committed. */
function committed(output: string): string {
  return `git:HEAD:${output}`;
}

/** Plans from what is committed of the output; if that is nothing yet, all objects are new, and a note says so. */
export async function planSinceCommit(
  request: Omit<PlanRequest, 'before'>,
  output: string,
  engine: Engine,
  io: SourceIo,
  today: Date,
): Promise<PlanReport> {
  const before = committed(output);
  try {
    return await runPlan({ ...request, before }, engine, io, today);
  } catch (error) {
    if (!(error instanceof MissingInRevision)) throw error;
    const report = await runPlan({ ...request, before: '/dev/null' }, engine, io, today);
    return { ...report, notes: [`${before} has no commit yet, so all objects are new`, ...report.notes] };
  }
}
