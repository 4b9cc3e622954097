import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, at } from '../../kubernetes/plain';
import { type Changes, isRefused } from './changes';
import type { Context } from './context';
import { keyOf } from './identity';
import { ofKind } from './of-kind';

/** A Service that asks for a node port which another Service of the new side has. */
export interface NodePortTaken {
  readonly service: Manifest;
  readonly nodePort: number;
  readonly by: Manifest;
}

/** A number belongs to one Service, whatever the protocol. */
export function* nodePortsTaken(context: Context, changes: Changes): Iterable<NodePortTaken> {
  const owners = new Map<number, Manifest[]>();
  for (const service of ofKind(context.after, '/Service')) {
    for (const nodePort of new Set(nodePortsOf(service))) addTo(owners, nodePort, service);
  }
  for (const [nodePort, services] of owners) {
    // One of them keeps or gets the number: the first that has it already, or else the first by name.
    const [by = undefined] = [...services].sort((a, b) => rank(a, nodePort, context) - rank(b, nodePort, context));
    for (const service of services) {
      const change = changes.get(keyOf(service));
      if (by !== undefined && service !== by && change !== undefined && !isRefused(change)) {
        yield { service, nodePort, by };
      }
    }
  }
}

function rank(service: Manifest, nodePort: number, { before }: Context): number {
  const old = before.get(keyOf(service));
  return old !== undefined && nodePortsOf(old).includes(nodePort) ? 0 : 1;
}

function nodePortsOf(service: Manifest): readonly number[] {
  if (!['NodePort', 'LoadBalancer'].includes(String(at(service, 'spec', 'type')))) return [];
  return asObjects(at(service, 'spec', 'ports')).flatMap(({ nodePort }) =>
    typeof nodePort === 'number' && nodePort > 0 ? [nodePort] : [],
  );
}
