import type { ServiceRemoval } from '../../facts/governed';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';

export const GOVERNING_SERVICE_REMOVED: Rule<ServiceRemoval> = {
  code: 'governing-service-removed',
  title: 'A StatefulSet still names a Service that is deleted',
  impact: 'outage',
  remedy: 'Keep the Service under its name: serviceName cannot change',
  versions: ALL_VERSIONS,
  source: 'the existence of the Service is never checked; pod DNS records need it',
  *check({ service, governs, renamedTo }): Iterable<Found> {
    if (governs.length === 0) return;
    yield {
      path: '',
      ...(renamedTo === undefined ? {} : { after: renamedTo }),
      message: `${renamedTo === undefined ? '' : `Renamed to ${show(renamedTo)}, but `}${listing(governs)} still ${are(governs, 'name', 'names')} it in serviceName, which cannot change: without it ${are(governs, 'their', 'its')} pods have no DNS names, and peers that cannot find each other may split or start a new cluster`,
      remedy: `Keep the headless Service ${show(service)} as long as the StatefulSet exists. If you need another name, declare a second Service with the same selector.`,
    };
  },
};
