import { nameOf } from '../../facts/identity';
import { isHeadless, type ServiceEndpoints } from '../../facts/service-endpoints';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** A named `targetPort` that no pod of the new revision has: the pods stay ready, and get no traffic. */
export const SERVICE_PORT_UNRESOLVED: Rule<ServiceEndpoints> = {
  code: 'service-port-unresolved',
  title: 'None of the pods of a Service has the port that it names',
  impact: 'outage',
  remedy: 'Give a container a port of the name in targetPort, with the same protocol, or write the number',
  versions: ALL_VERSIONS,
  source: 'EndpointSlice controller, measured on 1.30 and 1.37: the pod is listed in a slice without ports',
  *check({ service, was, atEnd }): Iterable<Found> {
    if (isHeadless(service) || atEnd.selected.length === 0) return;
    for (const port of atEnd.ports) {
      if (port.reaches.length > 0) continue;
      const old = was.ports.find((each) => each.port === port.port);
      // It was as broken before: the change is not to blame, and nobody is served less.
      if (old !== undefined && old.reaches.length === 0) continue;
      const pods = atEnd.selected.map(({ label }) => label);
      yield {
        ...(old === undefined ? { impact: 'update' as const } : {}),
        path: `spec.ports[${port.name}].targetPort`,
        ...(old === undefined || old.target === port.target ? {} : { before: old.target }),
        after: port.target,
        message: `Port ${String(port.port)} of Service ${show(nameOf(service))} reaches no pod: no container of ${listing(pods)} has a port called ${show(port.target)} with its protocol. The pods stay ready, but clients get no answer`,
        remedy: `Give the container port the name ${show(port.target)}, or write its number in targetPort. To rename it, keep both names in the pods for one rollout.`,
      };
    }
  },
};
