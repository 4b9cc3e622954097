import { selectorOf } from '../../facts/endpoints';
import { nameOf } from '../../facts/identity';
import { type ServiceEndpoints, specOf } from '../../facts/service-endpoints';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** Without a selector nobody looks after the endpoints: the last addresses stay, and die with their pods. */
export const SERVICE_SELECTOR_REMOVED: Rule<ServiceEndpoints> = {
  code: 'service-selector-removed',
  title: 'A Service loses its selector, and its endpoints are no longer updated',
  impact: 'outage',
  remedy: 'Keep the selector, or manage the EndpointSlices yourself',
  versions: ALL_VERSIONS,
  source: 'EndpointSlice controller, measured on 1.30 and 1.37: the endpoints freeze at the last pod addresses',
  *check({ before, service, was }): Iterable<Found> {
    if (before === undefined || was.selected.length === 0) return;
    if (specOf(service)['type'] === 'ExternalName' || selectorOf(service) !== undefined) return;
    yield {
      path: 'spec.selector',
      before: specOf(before)['selector'],
      message: `Service ${show(nameOf(service))} keeps the addresses that its pods have now, and nothing updates them any more. When pods are replaced, clients are sent to addresses where no pod answers`,
      remedy:
        'Keep the selector. If you or another tool will manage the endpoints, create the EndpointSlices before this change.',
    };
  },
};
