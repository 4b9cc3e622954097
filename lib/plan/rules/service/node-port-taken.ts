import { labelOf } from '../../facts/identity';
import type { NodePortTaken } from '../../facts/node-ports';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const NODE_PORT_TAKEN: Rule<NodePortTaken> = {
  code: 'node-port-taken',
  title: 'Two Services ask for one node port',
  impact: 'rejected',
  remedy: 'Give each Service its own node port, or let the API server choose',
  versions: ALL_VERSIONS,
  source: 'port allocator of the API server, measured on 1.37: `provided port is already allocated`, for any protocol',
  *check({ nodePort, by }): Iterable<Found> {
    yield {
      path: 'spec.ports',
      after: nodePort,
      message: `The API server rejects node port ${nodePort}: ${labelOf(by)} has it in the same manifests, and a number belongs to one Service, whatever the protocol`,
      remedy: 'Use another number, or leave nodePort out: then the API server chooses a free one.',
    };
  },
};
