import type { Unserved } from '../../kubernetes/served/unserved';
import type { Pipeline } from '../../pipelines/tool';

/** An object in a version of its API that the API server does not serve. */
export interface UnservedObject extends Unserved {
  readonly apiVersion: string;
  readonly kind: string;
  readonly kubernetes: string;
  readonly pipeline: Pipeline | undefined;
  /** What becomes of the other objects, as a sentence. */
  readonly others: string | undefined;
  /** Whether the cluster serves it now, and no longer after its upgrade. */
  readonly upgraded: boolean;
}
