import type { UndeclaredNeeds } from '../../facts/undeclared-needs';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Said once a plan: the cluster may have it, from another repository or an operator. */
export const REFERENCE_NOT_DECLARED: Rule<UndeclaredNeeds> = {
  code: 'reference-not-declared',
  title: 'New pods need something that no manifest declares',
  impact: 'none',
  remedy: 'Before you apply the change, check that the cluster has it',
  versions: ALL_VERSIONS,
  source: 'pod admission and kubelet, measured on a node of 1.37: the pod is refused, or waits',
  *check({ path, missing, users }): Iterable<Found> {
    yield {
      path,
      message: `New pods of ${listing(users)} need ${listing(missing)}, which no manifest here declares: the pods start only if the cluster has ${are(missing, 'them', 'it')}`,
    };
  },
};
