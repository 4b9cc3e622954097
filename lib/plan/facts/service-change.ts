import type { Manifest } from '../../kubernetes/manifest';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Context } from './context';

/** The update of a Service, accepted or refused. */
export interface ServiceChange {
  readonly context: Context;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly answer: UpdateAnswer;
  /** Names of the StatefulSets that it governs. */
  readonly governs: readonly string[];
}
