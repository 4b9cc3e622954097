import { say } from '../../remedy';
import { liveClaim } from '../../facts/context';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { claimsOf } from '../../facts/stateful-set-view';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const EXISTING_CLAIM_USED: Rule<SetCreated> = {
  code: 'existing-claim-used',
  title: 'A new StatefulSet uses claims that are there already',
  impact: 'create',
  remedy: 'Nothing, if their data is meant to be used again',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims',
  *check({ set, context }): Iterable<Found> {
    const there = claimsOf(set).filter((claim) => liveClaim(context, set.namespace, claim) !== undefined);
    if (there.length === 0) return;
    yield {
      path: 'spec.volumeClaimTemplates',
      message: `${listing(there)} ${are(there, 'are there already and are used as they are', 'is there already and is used as it is')}: old data, old size and class`,
      remedy: [say('If they must start empty: ', deleteClaims(there, set.namespace))],
    };
  },
};
