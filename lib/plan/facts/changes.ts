import type { Change } from '../types';

/** The changes of the objects, by their keys. */
export type Changes = ReadonlyMap<string, Change>;

/** Whether the API server refuses the change: the object stays as it was. */
export function isRefused(change: Change | undefined): boolean {
  return change?.findings.some(({ impact }) => impact === 'rejected') ?? false;
}
