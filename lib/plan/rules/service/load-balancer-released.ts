import { nameOf } from '../../facts/identity';
import { type ServiceEndpoints, specOf } from '../../facts/service-endpoints';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const LOAD_BALANCER_RELEASED: Rule<ServiceEndpoints> = {
  code: 'load-balancer-released',
  title: 'A Service loses its load balancer and the address of it',
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
      message: `The load balancer of Service ${show(nameOf(service))} is deleted immediately, and its address is released. Clients that use this address get no answer. A later LoadBalancer gets another address`,
      remedy:
        'Keep the type. To move clients to another address, first create the new Service or Ingress beside this one, then change DNS. Change the type only when nobody uses the old address.',
    };
  },
};
