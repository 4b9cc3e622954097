import { claimName, podName } from '../../../kubernetes/naming';
import { asObjects, at } from '../../../kubernetes/plain';
import { defaultClass } from '../../facts/context';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { ordinalsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';

export const CLAIMS_STAY_PENDING: Rule<SetCreated> = {
  code: 'claims-stay-pending',
  title: 'Claims that no provisioner creates a volume for',
  impact: 'create',
  remedy: 'Name a class, or leave it out if the cluster has a default class',
  versions: ALL_VERSIONS,
  source: 'storageClassName: "" means no dynamic provisioning; absent means the default class',
  *check({ set, context, added = ordinalsOf(set) }): Iterable<Found> {
    const known = context.storageClassesKnown;
    for (const template of asObjects(set.spec['volumeClaimTemplates'])) {
      const name = String(at(template, 'metadata', 'name') ?? '');
      const className = at(template, 'spec', 'storageClassName');
      const reason =
        className === ''
          ? 'requests no class ("") and waits for a volume that somebody creates by hand'
          : className === undefined && known && defaultClass(context) === undefined
            ? 'names no class, and the cluster has no default class'
            : typeof className === 'string' && known && !context.storageClasses.has(className)
              ? `names the class ${show(className)}, which the cluster does not have`
              : undefined;
      if (reason === undefined) continue;
      const claims = added.map((ordinal) => claimName(name, set.name, ordinal));
      const pods = added.map((ordinal) => podName(set.name, ordinal));
      yield {
        path: `spec.volumeClaimTemplates[${name}].spec.storageClassName`,
        ...(className === undefined ? {} : { after: className }),
        message: `The claim template '${name}' ${reason}: ${listing(pods)} ${are(pods, 'stay', 'stays')} Pending without ${listing(claims)}`,
        remedy: 'Name a class that the cluster has, before you apply this: a claim template cannot change later.',
      };
    }
  },
};
