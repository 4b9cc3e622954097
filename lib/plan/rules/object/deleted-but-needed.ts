import { groupKindOf } from '../../../kubernetes/object-kind';
import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** What those that name it meet when it is gone. */
const MISSED: ReadonlyMap<string, string> = new Map([
  ['/ConfigMap', 'pods that start from now on wait for it'],
  ['/Secret', 'pods that start from now on wait for it'],
  ['/ServiceAccount', 'the API server refuses pods that start from now on'],
  ['node.k8s.io/RuntimeClass', 'the API server refuses pods that start from now on'],
  ['scheduling.k8s.io/PriorityClass', 'the API server refuses pods that start from now on'],
  ['storage.k8s.io/StorageClass', 'new claims stay Pending; existing claims are not affected'],
]);

export const DELETED_BUT_NEEDED: Rule<Lifecycle> = {
  code: 'deleted-but-needed',
  title: 'An object is deleted that others still name',
  impact: 'outage',
  remedy: 'Keep it declared as long as something names it',
  versions: ALL_VERSIONS,
  source: 'kubelet: volumes and variables of a pod; persistent volume controller',
  *check({ before, users = [] }): Iterable<Found> {
    const missed = before === undefined ? undefined : MISSED.get(groupKindOf(before));
    const onlyPods = users.every((user) => user.startsWith('Pod '));
    const consequence = onlyPods && missed !== undefined ? 'a container that restarts waits for it' : missed;
    if (before === undefined || consequence === undefined || users.length === 0) return;
    yield {
      path: '',
      message: `${listing(users)} still ${are(users, 'name', 'names')} ${String(before.kind)} ${nameOf(before)}: ${consequence}`,
      remedy: `Keep ${nameOf(before)} declared as long as something names it.`,
    };
  },
};
