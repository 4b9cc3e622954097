import type { PolicyChange } from '../../facts/network-policies';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const NETWORK_POLICY_OPENS: Rule<PolicyChange> = {
  code: 'network-policy-opens',
  title: 'No NetworkPolicy restricts these pods any more',
  impact: 'update',
  remedy: 'Nothing, if this is intended. Otherwise keep a policy that selects these pods',
  versions: ALL_VERSIONS,
  source: 'NetworkPolicy: pods that no policy selects in a direction are open in it',
  *check({ opened, selectsNobody }): Iterable<Found> {
    for (const { direction, workloads } of opened) {
      const pods = listing(workloads.map(({ label }) => label));
      yield {
        path: selectsNobody ? 'spec.podSelector' : 'spec',
        message:
          direction === 'Ingress'
            ? `No policy restricts who connects to the pods of ${pods} any more: every pod of the cluster may connect`
            : `No policy restricts where the pods of ${pods} connect to any more: they may connect to anything`,
        remedy: 'Nothing, if this is intended. Otherwise keep a policy that selects these pods.',
      };
    }
  },
};
