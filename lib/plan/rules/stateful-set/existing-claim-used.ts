import { say } from '../../remedy';
import { liveClaim } from '../../facts/context';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { claimsOf } from '../../facts/stateful-set-view';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const EXISTING_CLAIM_USED: Rule<SetCreated> = {
  code: 'existing-claim-used',
  title: 'A new StatefulSet uses existing claims',
  impact: 'create',
  remedy: 'Nothing, if their data is to be reused',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims',
  *check({ set, context }): Iterable<Found> {
    const there = claimsOf(set).filter((claim) => liveClaim(context, set.namespace, claim) !== undefined);
    if (there.length === 0) return;
    yield {
      path: 'spec.volumeClaimTemplates',
      message: `${listing(there)} already ${are(there, 'exist. The pods use them', 'exists. The pod uses it')} with the old data, size and class`,
      remedy: [say('If they must start empty: ', deleteClaims(there, set.namespace))],
    };
  },
};
