import type { Manifest } from '../../kubernetes/manifest';

/** An object that changes or is no longer declared, and that the tool does not touch because of something in it. */
export interface LeftAlone {
  readonly tool: string;
  readonly why: string;
  /** Undefined if the object is new. */
  readonly before: Manifest | undefined;
  /** Absent if the object is no longer declared. */
  readonly after?: Manifest;
}
