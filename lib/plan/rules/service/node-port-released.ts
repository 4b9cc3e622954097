import { asObjects } from '../../../kubernetes/plain';
import { nameOf } from '../../facts/identity';
import { type ServiceEndpoints, specOf } from '../../facts/service-endpoints';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

const EXTERNAL: ReadonlySet<unknown> = new Set(['NodePort', 'LoadBalancer']);

/** A node port that the manifest names is known to somebody outside: a firewall, a load balancer, a client. */
export const NODE_PORT_RELEASED: Rule<ServiceEndpoints> = {
  code: 'node-port-released',
  title: 'A Service loses a declared node port',
  impact: 'outage',
  remedy: 'Keep nodePort and the type until nobody uses the port of the nodes',
  versions: ALL_VERSIONS,
  source: 'service strategy, measured on 1.30 and 1.37',
  *check({ before, service }): Iterable<Found> {
    const [old, now] = [specOf(before), specOf(service)];
    if (!EXTERNAL.has(old['type'])) return;
    const external = EXTERNAL.has(now['type']);
    const kept = new Set(external ? asObjects(now['ports']).map((port) => port['nodePort']) : []);
    // The API server keeps a number that the manifest leaves out, as long as the port keeps its name.
    const names = new Set(external ? asObjects(now['ports']).map(nameOfPort) : []);
    for (const port of asObjects(old['ports'])) {
      const number = port['nodePort'];
      if (number === undefined || kept.has(number)) continue;
      const same = asObjects(now['ports']).find((each) => nameOfPort(each) === nameOfPort(port));
      if (external && names.has(nameOfPort(port)) && same?.['nodePort'] === undefined) continue;
      yield {
        path: `spec.ports[${nameOfPort(port)}].nodePort`,
        before: number,
        ...(external && same?.['nodePort'] !== undefined ? { after: same['nodePort'] } : {}),
        message: `Port ${String(number)} of the nodes no longer leads to Service ${show(nameOf(service))}. Clients outside the cluster that use this port get no answer. Clients inside the cluster are not affected`,
        remedy: 'Keep nodePort and the type until no firewall, load balancer or client outside the cluster uses it.',
      };
    }
  },
};

function nameOfPort(port: Record<string, unknown>): string {
  return typeof port['name'] === 'string' ? port['name'] : String(port['port']);
}
