import type { NewOwners } from '../../facts/new-owners';
import { worstImpact } from '../../impact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const OWNER_NOT_KNOWN: Rule<NewOwners> = {
  code: 'owner-not-known',
  title: 'An object gets an owner, and is deleted if that owner does not exist',
  impact: 'outage',
  remedy: 'Remove metadata.ownerReferences from the manifest',
  versions: ALL_VERSIONS,
  source: 'the garbage collector; measured on 1.37',
  *check({ path, owners, of, deletion }): Iterable<Found> {
    const which = `${listing(owners)}, which the plan cannot find`;
    yield {
      impact: worstImpact(['outage', deletion]),
      path,
      after: owners.join(', '),
      message:
        of === 'object'
          ? `The object gets the ${are(owners, 'owners', 'owner')} ${which}. If no object with that uid exists in the same namespace, the garbage collector deletes this one at once`
          : `The claims that are made from this template get the ${are(owners, 'owners', 'owner')} ${which}. If no object with that uid exists in the same namespace, the garbage collector deletes the claims, and their data with them`,
      remedy:
        'Remove ownerReferences from the manifest: each cluster gives its own uid to an object. If the owner does exist, compare with the cluster: plan --live.',
    };
  },
};
