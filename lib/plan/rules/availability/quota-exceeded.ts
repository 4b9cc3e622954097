import type { QuotaExceeded, Shortage } from '../../facts/quotas';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';
import type { Impact } from '../../types';

export const QUOTA_EXCEEDED: Rule<QuotaExceeded> = {
  code: 'quota-exceeded',
  title: 'A quota of the namespace has no room for what the change adds',
  impact: 'outage',
  remedy: 'Raise the quota first, or request less',
  versions: ALL_VERSIONS,
  source: 'admission of ResourceQuota: exceeded quota; measured on 1.30 and 1.37 with status.used',
  *check(found): Iterable<Found> {
    const { quota, demand, resources, of, shared } = found;
    const room = listing(resources.map(roomFor));
    const others = shared ? ', together with other objects of this change' : '';
    const what = of === 'surge' ? 'one more pod during the rollout' : `this${others}`;
    yield {
      path: of === 'object' ? '' : 'spec',
      impact: of === 'object' ? 'rejected' : of === 'surge' ? 'update' : impactOf(demand.pods),
      message: `ResourceQuota ${quota} has no room for ${what}: ${room}. ${effect(found)}`,
      remedy:
        of === 'surge'
          ? `Raise the quota ${quota} first, or let the Deployment delete an old pod first: maxUnavailable: 1 in spec.strategy.rollingUpdate.`
          : `Raise the quota ${quota} first, or request less. The numbers include what the namespace uses now.`,
    };
  },
};

function effect({ of, demand }: QuotaExceeded): string {
  if (of === 'object') return 'The API server refuses it';
  if (of === 'made') return consequence(demand.pods, !demand.scaled);
  return 'The Deployment deletes no old pod before a new one is ready (maxUnavailable is 0): the rollout does not begin, and the old pods keep running';
}

function roomFor({ resource, hard, used, needed }: Shortage): string {
  return `${resource} ${used.canonical} of ${hard.canonical} used, ${needed.canonical} more needed`;
}

/** Pods that serve already go on. */
function impactOf(pods: QuotaExceeded['demand']['pods']): Impact {
  return pods === 'added' ? 'update' : 'outage';
}

function consequence(pods: QuotaExceeded['demand']['pods'], sure: boolean): string {
  const may = sure ? '' : 'may ';
  switch (pods) {
    case 'all':
      return `The API server ${sure ? 'refuses' : 'may refuse'} some of its pods or claims, so not all pods start`;
    case 'replaced':
      return `The API server ${sure ? 'refuses' : 'may refuse'} new pods once the room is used up: the rollout ${may}${sure ? 'stops' : 'stop'} with pods missing`;
    case 'added':
      return `The API server ${sure ? 'refuses' : 'may refuse'} the last of the new pods or claims. Running pods are not affected`;
  }
}
