import { podName } from '../../../kubernetes/naming';
import { movedStart } from '../../facts/scaling';
import { type StatefulSetChange, addedOrdinals } from '../../facts/stateful-set-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** Pods that come, with new claims or with old ones. */
export const SCALED_UP: Rule<StatefulSetChange> = {
  code: 'scaled-up',
  title: 'Pods are added',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_control.go; persistentVolumeClaimRetentionPolicy',
  *check(change): Iterable<Found> {
    const added = addedOrdinals(change.before, change.after);
    if (added.length === 0) return;
    const pods = added.map((ordinal) => podName(change.after.name, ordinal));
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `Creates ${listing(pods)}${pods.length === 1 ? '' : change.after.parallel ? ', all at the same time' : ', one after the other'}${
        change.after.templates.length > 0 && change.context.claims.size === 0
          ? `. ${are(pods, 'If claims of these names are left from before, the pods use', 'If a claim of this name is left from before, the pod uses')} ${are(pods, 'them', 'it')} with the old data`
          : ''
      }`,
    };
  },
};
