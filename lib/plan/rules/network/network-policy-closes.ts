import type { Manifest } from '../../../kubernetes/manifest';
import { asList, asObject, at } from '../../../kubernetes/plain';
import type { PolicyChange } from '../../facts/network-policies';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const NETWORK_POLICY_CLOSES: Rule<PolicyChange> = {
  code: 'network-policy-closes',
  title: 'Pods that were open accept or make only the connections that a NetworkPolicy allows',
  impact: 'update',
  remedy: 'Check that the policy allows every connection that the app needs',
  versions: ALL_VERSIONS,
  source: 'NetworkPolicy: a pod that a policy selects is isolated in its direction; a network plugin enforces it',
  *check({ policy, closed }): Iterable<Found> {
    for (const { direction, workloads, total, served } of closed) {
      const field = direction === 'Ingress' ? 'ingress' : 'egress';
      const pods = listing(workloads.map(({ label }) => label));
      const rules = asList(at(policy, 'spec', field)).length;
      yield {
        ...(total && served && direction === 'Ingress' ? { impact: 'outage' as const } : {}),
        path: `spec.${field}`,
        message: total
          ? `Nothing may ${direction === 'Ingress' ? 'connect to the pods' : 'be reached from the pods'} of ${pods} any more, if the network plugin enforces policies: before, every connection was allowed, and now no policy allows any`
          : `Before, every connection of the pods of ${pods} was allowed. From now on, only what ${rules === 1 ? 'the one rule' : `the ${rules} rules`} of this policy and others allow may ${direction === 'Ingress' ? 'connect to them' : 'be reached from them, DNS included'}, if the network plugin enforces policies`,
        remedy: isMeantForEgress(policy, direction)
          ? 'This policy lists only egress rules, and none, so it limits who may connect instead: without policyTypes it stands for Ingress. Write policyTypes: [Egress] if the pods may be connected to, but may connect to nobody.'
          : total
            ? `Add the rules that the app needs to spec.${field} in the same change.`
            : 'Check that the policies allow every connection that the app needs.',
      };
    }
  },
};

/** Without policyTypes and rules a policy is about Ingress, even if its author wrote `egress: []`. */
function isMeantForEgress(policy: Manifest, direction: string): boolean {
  const { policyTypes, ingress, egress } = asObject(policy['spec']);
  return direction === 'Ingress' && policyTypes === undefined && ingress === undefined && Array.isArray(egress);
}
