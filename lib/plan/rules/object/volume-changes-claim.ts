import { groupKindOf } from '../../../kubernetes/object-kind';
import { asObject, asText, at } from '../../../kubernetes/plain';
import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** A volume that names another claim counts as released by the one it is bound to. */
export const VOLUME_CHANGES_CLAIM: Rule<Lifecycle> = {
  code: 'volume-changes-claim',
  title: 'A PersistentVolume with reclaim policy Delete is given to another claim',
  impact: 'data-risk',
  remedy: 'Keep claimRef, or set the reclaim policy to Retain in an earlier change',
  versions: ALL_VERSIONS,
  source: 'persistent volume controller, measured on 1.30 and 1.37: the volume is released, and its deletion begins',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after === undefined || groupKindOf(after) !== '/PersistentVolume') return;
    const [old, now] = [claimOf(before), claimOf(after)];
    if (old === undefined || now === undefined || old === now) return;
    if (at(after, 'spec', 'persistentVolumeReclaimPolicy') !== 'Delete') return;
    yield {
      path: 'spec.claimRef',
      before: old,
      after: now,
      message: `If claim ${old} is bound to PersistentVolume ${nameOf(after)}, the volume counts as released. Its reclaim policy is Delete: it is deleted with its data`,
      remedy:
        'Keep claimRef. To give the volume to another claim, set persistentVolumeReclaimPolicy: Retain in an earlier change, delete the old claim, then change claimRef.',
    };
  },
};

function claimOf(volume: object): string | undefined {
  const { namespace, name } = asObject(at(volume, 'spec', 'claimRef'));
  return asText(name) === undefined ? undefined : `${asText(namespace) ?? ''}/${asText(name) ?? ''}`;
}
