import { say } from '../../remedy';
import { podName } from '../../../kubernetes/naming';
import { goneClaims, movedStart } from '../../facts/scaling';
import { type StatefulSetChange, removedOrdinals } from '../../facts/stateful-set-change';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Pods that go, and what becomes of their claims. */
export const SCALED_DOWN: Rule<StatefulSetChange> = {
  code: 'scaled-down',
  title: 'Pods are deleted, their claims are kept',
  impact: 'update',
  remedy: 'Delete the claims once nobody needs their data; if you scale up again, the pods get the old data',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_control.go; persistentVolumeClaimRetentionPolicy',
  *check(change): Iterable<Found> {
    const gone = removedOrdinals(change.before, change.after);
    if (gone.length === 0 || change.after.whenScaled === 'Delete') return;
    const claims = goneClaims(change, gone);
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `Deletes ${listing(gone.map((ordinal) => podName(change.after.name, ordinal)))}${claims.length === 0 ? '' : `. ${listing(claims)} ${are(claims, 'are kept with their data. If you scale up again, the pods get this data', 'is kept with its data. If you scale up again, the pod gets this data')}, which may be out of date by then`}`,
      remedy:
        claims.length === 0 ? '' : [say('If you do not need the data: ', deleteClaims(claims, change.after.namespace))],
    };
  },
};
