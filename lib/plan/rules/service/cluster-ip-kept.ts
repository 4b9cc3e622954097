import { at } from '../../../kubernetes/plain';
import type { ServiceChange } from '../../facts/service-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** `clusterIP: None` taken away: accepted, and ignored. */
export const CLUSTER_IP_KEPT: Rule<ServiceChange> = {
  code: 'cluster-ip-kept',
  title: 'Leaving clusterIP out changes nothing',
  impact: 'none',
  remedy: 'Write clusterIP: None again, so that the manifest says what is there',
  versions: ALL_VERSIONS,
  source: 'pkg/registry/core/service/storage, patchAllocatedValues; measured',
  *check({ answer, before, after }): Iterable<Found> {
    const [from, to] = [at(before, 'spec', 'clusterIP'), at(after, 'spec', 'clusterIP')];
    if (answer.errors.length > 0 || from === undefined || (to !== undefined && to !== '' && to !== null)) return;
    if (at(answer.stored, 'spec', 'clusterIP') !== from) return;
    yield {
      path: 'spec.clusterIP',
      before: from,
      ...(to === undefined ? {} : { after: to }),
      message: `Accepted and ignored: the Service keeps clusterIP ${show(from)}${from === 'None' ? ' and stays headless' : ''}, while a new cluster would give it another address`,
      remedy: `Write clusterIP: ${String(from)} again. For a Service with an address of its own, declare a second one.`,
    };
  },
};
