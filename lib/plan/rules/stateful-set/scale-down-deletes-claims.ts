import { dataFateOf } from '../../facts/data-fate';
import { goneClaims, movedStart } from '../../facts/scaling';
import { type StatefulSetChange, removedOrdinals } from '../../facts/stateful-set-change';
import { retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const SCALE_DOWN_DELETES_CLAIMS: Rule<StatefulSetChange> = {
  code: 'scale-down-deletes-claims',
  title: 'Scaling down deletes claims',
  impact: 'data-risk',
  remedy: 'Set whenScaled: Retain in an earlier change',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_control.go; persistentVolumeClaimRetentionPolicy',
  *check(change): Iterable<Found> {
    const gone = removedOrdinals(change.before, change.after);
    const claims = goneClaims(change, gone);
    if (claims.length === 0 || change.after.whenScaled !== 'Delete') return;
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `With whenScaled: Delete, the claims are deleted with their pods: ${listing(claims)} ${are(claims, 'are', 'is')} deleted, ${dataFateOf(change.context, change.before, claims)}`,
      remedy: retainFirst(change.before, 'Make this change in a later commit'),
    };
  },
};
