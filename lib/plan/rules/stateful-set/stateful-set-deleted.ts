import { say } from '../../remedy';
import type { SetDeleted } from '../../facts/stateful-set-lifecycle';
import { podsOf } from '../../facts/stateful-set-view';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const STATEFUL_SET_DELETED: Rule<SetDeleted> = {
  code: 'stateful-set-deleted',
  title: 'A StatefulSet is deleted, its claims are kept',
  impact: 'delete',
  remedy: 'Delete the claims once nobody needs their data',
  versions: ALL_VERSIONS,
  source: 'persistentVolumeClaimRetentionPolicy.whenDeleted: Retain is the default',
  *check({ set, deleted, kept }): Iterable<Found> {
    if (deleted.length > 0 && kept.length === 0) return;
    yield {
      // An app that keeps state stops: that deserves somebody's word that it is meant.
      ...(kept.length > 0 ? { impact: 'outage' as const } : {}),
      path: '',
      message: `Deletes ${listing([...podsOf(set)].reverse())}${kept.length === 0 ? '' : `. ${listing(kept)} ${are(kept, 'are kept with their', 'is kept with its')} data. If a StatefulSet of the same name is created again, it uses ${are(kept, 'them', 'it')}`}`,
      remedy:
        kept.length === 0
          ? 'Nothing, if this is intended.'
          : [say('If you do not need the data: ', deleteClaims(kept, set.namespace))],
    };
  },
};
