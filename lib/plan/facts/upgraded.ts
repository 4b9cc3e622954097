import type { Difference } from '../../kubernetes/fields/differences';

/** An object whose manifest means something else after the upgrade of the cluster. */
export interface Upgraded {
  readonly defaults: readonly Difference[];
  readonly from: string;
  readonly kubernetes: string;
}
