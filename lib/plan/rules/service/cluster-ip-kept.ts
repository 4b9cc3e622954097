import { at } from '../../../kubernetes/plain';
import type { ServiceChange } from '../../facts/service-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** `clusterIP: None` taken away: accepted, and ignored. */
export const CLUSTER_IP_KEPT: Rule<ServiceChange> = {
  code: 'cluster-ip-kept',
  title: 'Leaving clusterIP out changes nothing',
  impact: 'none',
  remedy: 'Write clusterIP: None again, so that the manifest matches the live Service',
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
      message: `The API server accepts this and ignores it: the Service keeps clusterIP ${show(from)}${from === 'None' ? ' and stays headless' : ''}. In a new cluster it would get another address`,
      remedy: `Write clusterIP: ${String(from)} again. If you need a Service with its own address, declare a second Service.`,
    };
  },
};
