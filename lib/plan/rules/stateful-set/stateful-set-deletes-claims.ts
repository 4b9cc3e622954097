import { dataFateOf, namespaceGoes } from '../../facts/data-fate';
import type { SetDeleted } from '../../facts/stateful-set-lifecycle';
import { retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const STATEFUL_SET_DELETES_CLAIMS: Rule<SetDeleted> = {
  code: 'stateful-set-deletes-claims',
  title: 'A StatefulSet is deleted, and its claims with it',
  impact: 'data-risk',
  remedy: 'Set whenDeleted: Retain in an earlier change',
  versions: ALL_VERSIONS,
  source: 'the claims are owned by the StatefulSet; measured on 1.37',
  *check({ set, deleted, context }): Iterable<Found> {
    if (deleted.length === 0) return;
    const fate = `${listing(deleted)} ${are(deleted, 'are', 'is')} deleted, ${dataFateOf(context, set, deleted)}`;
    if (namespaceGoes(context, set.namespace)) {
      yield {
        path: 'metadata.namespace',
        before: set.namespace,
        message: `This change deletes the namespace ${set.namespace} too, and all claims in it, whatever whenDeleted says: ${fate}`,
        remedy: `Keep the namespace ${set.namespace} declared until nobody needs the data in it.`,
      };
      return;
    }
    yield {
      path: 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
      before: 'Delete',
      message: `With whenDeleted: Delete, the claims are deleted with the StatefulSet: ${fate}`,
      remedy: retainFirst(set, 'Remove the StatefulSet in a later commit'),
    };
  },
};
