import type { Manifest } from '../../kubernetes/manifest';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Context } from './context';

/** The update of a claim that is declared, accepted or refused. */
export interface ClaimChange {
  readonly context: Context;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly answer: UpdateAnswer;
}

/** A claim that is no longer declared. */
export interface ClaimRemoval {
  readonly context: Context;
  readonly before: Manifest;
  /** The tools that its annotations keep from deleting it. */
  readonly protectedFrom: readonly ('Argo CD' | 'Flux')[];
  /** The StatefulSet that goes on using it, where one does. */
  readonly user?: string;
  /** Workloads that go on naming it among their volumes. */
  readonly mountedBy: readonly string[];
}

/** The size that a claim asks for. */
export const SIZE = 'spec.resources.requests.storage';
