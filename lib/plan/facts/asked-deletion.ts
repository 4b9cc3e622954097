import type { Command } from '../../pipelines/command';

/** An object that is no longer declared, and that the tool deletes once somebody confirms it. */
export interface AskedDeletion {
  readonly tool: string;
  /** What says so in the object. */
  readonly why: string;
  readonly confirm: Command;
}
