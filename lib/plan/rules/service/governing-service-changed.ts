import { formatPath } from '../../../kubernetes/fields/differences';
import type { ServiceChange } from '../../facts/service-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** What peers look up in DNS changes. */
export const GOVERNING_SERVICE_CHANGED: Rule<ServiceChange> = {
  code: 'governing-service-changed',
  title: 'What the pods of a StatefulSet find by DNS changes',
  impact: 'update',
  remedy: 'Check how the peers find each other',
  versions: ALL_VERSIONS,
  source: 'DNS records of headless Services: SRV by port name, A per pod',
  *check({ answer, governs }): Iterable<Found> {
    if (answer.errors.length > 0 || governs.length === 0) return;
    for (const each of answer.differences) {
      const path = formatPath(each.path);
      if (!/^spec\.(selector|ports|publishNotReadyAddresses|type$)/.test(path)) continue;
      yield {
        path,
        before: each.before,
        after: each.after,
        message: `${show(each.before)} → ${show(each.after)}, at once, for ${listing(governs)}: ${
          path.startsWith('spec.selector')
            ? 'pods that the new selector does not match lose their DNS names, and peers that cannot find each other may split or start a new cluster'
            : path.startsWith('spec.ports')
              ? 'SRV records go by the name of the port: peers that look for the old one find nobody'
              : path === 'spec.type'
                ? 'only a headless Service gives pods DNS names'
                : 'pods that are not ready are found or not found by their peers'
        }`,
        remedy: 'Nothing, if the app does not look its peers up this way; else keep the old value.',
      };
    }
  },
};
