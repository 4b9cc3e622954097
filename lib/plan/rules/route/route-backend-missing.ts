import { offers, type RouteBackend } from '../../facts/route-backends';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const ROUTE_BACKEND_MISSING: Rule<RouteBackend> = {
  code: 'route-backend-missing',
  title: 'A route leads to a Service or a port that does not exist',
  impact: 'outage',
  remedy: 'Keep the Service and the port until no route names them, or change the route in the same change',
  versions: ALL_VERSIONS,
  source: 'Ingress and Gateway API: the API server does not look backends up; controllers answer 503',
  *check({ route, backend, had, created, before, after }): Iterable<Found> {
    const impact = created ? { impact: 'create' as const } : {};
    if (after === undefined) {
      // What neither side declares may be in the cluster.
      if (before === undefined) return;
      yield {
        ...impact,
        path: `${backend.path}.name`,
        after: backend.service,
        message: `Service ${show(backend.service)} is deleted, and this ${route.kind} still leads to it: clients get errors`,
        remedy: `Keep Service ${show(backend.service)}, or let this ${route.kind} lead to another one in the same change.`,
      };
      return;
    }
    if (offers(after, backend)) return;
    // It was as broken before: nobody is served less.
    if (had && before !== undefined && !offers(before, backend)) return;
    yield {
      ...impact,
      path: `${backend.path}.port`,
      after: backend.port,
      message: `Service ${show(backend.service)} has no port ${show(backend.port)}, and this ${route.kind} leads to it: clients get errors`,
      remedy: `Keep the port of the Service, or write one that it has into this ${route.kind}.`,
    };
  },
};
