import type { Difference } from '../../kubernetes/fields/differences';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { FieldError } from '../../kubernetes/validation/field-error';
import type { ApplyMode } from '../types';
import type { Context } from './context';
import type { StatefulSetView } from './stateful-set-view';

/** An update of a StatefulSet that the API server refuses. */
export interface Refusal extends Recreation {
  readonly context: Context;
  readonly answer: UpdateAnswer;
  /** Differences in what may not change. */
  readonly immutable: readonly Difference[];
  /** What the API server says to them. */
  readonly errors: readonly FieldError[];
}

/** A StatefulSet that is to become what no update can make of it. */
export interface Recreation {
  readonly before: StatefulSetView;
  readonly after: StatefulSetView;
  readonly apply: ApplyMode;
  /** Whether its pod template changes as well. */
  readonly newTemplate: boolean;
}
