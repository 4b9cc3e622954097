import type { Governed } from '../../facts/governed';
import { podsOf } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

export const GOVERNING_SERVICE_MISSING: Rule<Governed> = {
  code: 'governing-service-missing',
  title: 'The Service named in serviceName is not declared',
  impact: 'create',
  remedy: 'Declare a headless Service of that name',
  versions: ALL_VERSIONS,
  source: 'pod DNS records need a headless Service of the name in serviceName',
  *check({ set, service, otherName }): Iterable<Found> {
    if (set.serviceName === '' || service !== undefined) return;
    yield {
      path: 'spec.serviceName',
      after: set.serviceName,
      message: `No Service ${show(set.serviceName)} is declared here${otherName === undefined ? '' : ` (${show(otherName)} selects the pods)`}: unless it is declared elsewhere, ${listing(podsOf(set))} have no DNS names`,
      remedy: `Declare a Service ${set.serviceName} with clusterIP: None, or name the right one now: serviceName cannot change later.`,
    };
  },
};
