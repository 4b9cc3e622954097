import { say } from '../../remedy';
import type { ClaimRemoval } from '../../facts/claim-change';
import { dataFate } from '../../facts/data-fate';
import { nameOf, namespaceOf } from '../../facts/identity';
import { deleteClaims, protectFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const CLAIM_DELETED: Rule<ClaimRemoval> = {
  code: 'claim-deleted',
  title: 'A claim is deleted',
  impact: 'data-risk',
  remedy: 'Protect it in an earlier commit, or keep it declared',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux; pvc-protection only waits until no pod uses it',
  *check({ before, context, protectedFrom, user, mountedBy }): Iterable<Found> {
    const protectedFromPrune = protectedFrom.length === 2;
    if (protectedFromPrune && user !== undefined) {
      yield {
        impact: 'update',
        path: '',
        message: `${nameOf(before)} is no longer declared. Its annotations keep Argo CD and Flux from deleting it, and StatefulSet ${user} still uses it. But git no longer declares its size`,
        remedy: `Keep it declared (StatefulWebApp: grownTo of the claim). Do not delete it: it holds the data of ${user}.`,
      };
      return;
    }
    if (protectedFromPrune) {
      yield {
        impact: 'update',
        path: '',
        message: `${nameOf(before)} is no longer declared. Its annotations keep Argo CD and Flux from deleting it: the claim is kept with its data, but nothing manages it any more`,
        remedy: [say('If you do not need the data: ', deleteClaims([nameOf(before)], namespaceOf(before)))],
      };
      return;
    }
    yield {
      path: '',
      message: `A pipeline that prunes deletes ${nameOf(before)} as soon as no pod uses it, ${dataFate(context, namespaceOf(before), [nameOf(before)], () => before)}${user === undefined ? '' : `. StatefulSet ${user} uses it now: when its pod restarts, it gets a new, empty claim`}${
        mountedBy.length === 0
          ? ''
          : `. ${listing(mountedBy)} still ${are(mountedBy, 'mount', 'mounts')} it, and pods that start after that stay Pending`
      }${protectedFrom.length === 1 ? `. Its annotation protects it only from ${protectedFrom[0] ?? ''}` : ''}`,
      remedy: protectFirst(
        `Keep it declared${user === undefined ? '' : ' (StatefulWebApp: grownTo of the claim)'}.`,
        'The claim is then kept with its data until somebody deletes it.',
      ),
    };
  },
};
