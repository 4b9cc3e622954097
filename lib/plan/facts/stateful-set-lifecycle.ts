import type { PlainObject } from '../../kubernetes/plain';
import type { Context } from './context';
import type { StatefulSetView } from './stateful-set-view';

/** A StatefulSet that comes. */
export interface SetCreated {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** The ordinals that are new, where some have pods already. */
  readonly added?: readonly number[];
}

/** A StatefulSet that goes. */
export interface SetDeleted {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** Its claims that go with it, those of earlier ordinals included where they are known. */
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
}

/** One StatefulSet under another name or in another namespace. */
export interface SetRenamed {
  readonly context: Context;
  readonly before: StatefulSetView;
  readonly after: StatefulSetView;
  readonly stored: PlainObject;
}
