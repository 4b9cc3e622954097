import { nameOf } from '../../facts/identity';
import { type ServiceEndpoints, specOf } from '../../facts/service-endpoints';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const LOAD_BALANCER_RELEASED: Rule<ServiceEndpoints> = {
  code: 'load-balancer-released',
  title: 'The address of a load balancer is given back',
  impact: 'outage',
  remedy: 'Keep the type LoadBalancer until nobody uses its address',
  versions: ALL_VERSIONS,
  source: 'service strategy, measured on 1.30 and 1.37: status.loadBalancer is emptied at once',
  *check({ before, service }): Iterable<Found> {
    const [from, to] = [specOf(before)['type'], specOf(service)['type'] ?? 'ClusterIP'];
    if (from !== 'LoadBalancer' || to === 'LoadBalancer') return;
    yield {
      path: 'spec.type',
      before: from,
      after: to,
      message: `The load balancer of Service ${show(nameOf(service))} is deleted at once, with its address. Whoever uses that address gets no answer, and a later LoadBalancer gets a new one`,
      remedy:
        'Keep the type. To move clients to another entrance, create that beside this Service first, change DNS, and change the type only when nobody uses the old address.',
    };
  },
};
