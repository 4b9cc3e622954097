import type { Manifest } from '../../kubernetes/manifest';
import type { LiveState } from '../live/ask-cluster';
import type { PlanOptions } from './options';
import type { Progress } from './progress';

/** A change, and how to plan it. */
export interface PlanRequest extends PlanOptions {
  readonly before: string;
  /** Reads BEFORE from a cluster instead, by what AFTER has. */
  readonly live?: (after: readonly Manifest[]) => Promise<LiveState>;
  /** An app of cdk8s has just written AFTER. Default: told by the names of its files. */
  readonly synthesised?: boolean;
  /** Also read what is the same on both sides, such as for objects to name. Default: only what can be in the plan. */
  readonly whole?: boolean;
  /** Told before each cluster or unit. */
  readonly progress?: Progress;
  /** Several sources count as one. */
  readonly after: string | readonly string[];
}
