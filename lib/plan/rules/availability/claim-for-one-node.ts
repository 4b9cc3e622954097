import type { SharedClaim } from '../../facts/shared-claims';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const CLAIM_FOR_ONE_NODE: Rule<SharedClaim> = {
  code: 'claim-for-one-node',
  title: 'More pods want a claim at the same time than its access mode allows',
  impact: 'update',
  remedy: 'Use the strategy Recreate, one replica, or a StatefulSet with a claim for each pod',
  versions: ALL_VERSIONS,
  source: 'scheduler and attach/detach controller; two pods on one node measured on a node of 1.37',
  *check({ workload, claim, path, onePod, because, replicas }): Iterable<Found> {
    const who = workload.label;
    const several = `${who} runs ${replicas ?? 'several'} pods that all mount ${claim}`;
    const overlap = `${who} starts its new pod before the old one is deleted, and both mount ${claim}`;
    const message = {
      replicas: onePod
        ? `${several}, which is ReadWriteOncePod: only one of them can be scheduled`
        : `${several}, which is ReadWriteOnce: pods on the same node all write to it, and a pod on another node does not start (Multi-Attach error)`,
      rollout: onePod
        ? `${overlap}, which is ReadWriteOncePod: the new pod cannot be scheduled, and the rollout never ends`
        : `${overlap}, which is ReadWriteOnce. On the same node, both write to it for a while. On another node, the new pod does not start (Multi-Attach error), and the rollout may never end`,
    };
    yield {
      path: `${workload.podPath}.${path}`,
      after: claim,
      message: message[because],
      remedy:
        because === 'replicas'
          ? 'Run one replica, use a claim that is ReadWriteMany, or a StatefulSet with a claim template, which gives each pod its own.'
          : 'Set spec.strategy.type: Recreate (and remove rollingUpdate): the old pod is then deleted first. A StatefulSet always works this way.',
    };
  },
};
