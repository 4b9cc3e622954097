import type { Change } from '../types';
import type { Context } from './context';

/** The changes of the objects, by their keys. */
export type Changes = ReadonlyMap<string, Change>;

/** Whether the API server refuses the change: the object stays as it was. */
export function isRefused(change: Change | undefined): boolean {
  return change?.findings.some(({ impact }) => impact === 'rejected') ?? false;
}

/** With these nothing at all is applied, and the finding says so. */
export const STOPS_ALL: ReadonlySet<string> = new Set([
  'api-not-served',
  'version-not-defined',
  'release-has-removed-api',
  'hook-becomes-object',
  'hook-already-exists',
  'object-not-of-release',
]);

/**
 * The changes as they come about. Where a refusal keeps the tool from applying anything, the other objects do not change beside the
 * refused one, but together with it, once it is corrected: then it counts as accepted.
 */
export function comingAbout(changes: Changes, { tool, pipeline }: Context): Changes {
  const isLifted = (code: string): boolean =>
    tool?.uponRefusal === 'applies-nothing' || (pipeline === 'helm' && STOPS_ALL.has(code));
  return new Map(
    [...changes].map(([key, change]) => [
      key,
      isRefused(change)
        ? { ...change, findings: change.findings.filter((each) => each.impact !== 'rejected' || !isLifted(each.code)) }
        : change,
    ]),
  );
}

/** Whether what is no longer declared is deleted, as far as the refusals let the tool do so. */
export function prunes(changes: Changes, { tool }: Context): boolean {
  return tool?.uponRefusal !== 'deletes-nothing' || ![...changes.values()].some((change) => isRefused(change));
}
