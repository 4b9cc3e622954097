import { asObjects, at } from '../../../kubernetes/plain';
import type { ServiceChange } from '../../facts/service-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** Two ports with one number: client-side apply keeps one. */
export const DUPLICATE_PORT_MERGED: Rule<ServiceChange> = {
  code: 'duplicate-port-merged',
  title: 'Client-side apply loses one of two ports with the same number',
  impact: 'update',
  remedy: 'Apply this object with server-side apply',
  versions: ALL_VERSIONS,
  source: 'merge key port of Service.spec.ports; kubernetes#105610',
  *check({ answer, after, context }): Iterable<Found> {
    if (answer.errors.length > 0 || context.apply !== 'client') return;
    const wanted = asObjects(at(after, 'spec', 'ports'));
    const stored = asObjects(at(answer.stored, 'spec', 'ports'));
    if (stored.length >= wanted.length) return;
    const numbers = wanted.map((port) => port['port']);
    const twice = [...new Set(numbers.filter((port, index) => numbers.indexOf(port) !== index))];
    yield {
      path: 'spec.ports',
      before: stored.length,
      after: wanted.length,
      message: `Port ${twice.join(', ')} is declared more than once, and client-side apply merges ports by number: ${stored.length} of ${wanted.length} ports remain, and nothing reports an error`,
      remedy:
        'Give each port its own number, or apply the Service with server-side apply (kubectl apply --server-side; Argo CD: the annotation argocd.argoproj.io/sync-options: ServerSideApply=true on it).',
    };
  },
};
