import type { NamespaceTwins } from '../../facts/namespace-twins';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const NAMESPACE_LEFT_OUT: Rule<NamespaceTwins> = {
  code: 'namespace-left-out',
  title: 'An object is declared twice, with its namespace and without',
  impact: 'update',
  remedy: 'Delete one of the two',
  versions: ALL_VERSIONS,
  source: 'kubectl apply: both are applied, one after the other; measured',
  *check({ namespace, impact }): Iterable<Found> {
    yield {
      impact,
      path: 'metadata.namespace',
      message: `AFTER has this object twice, with namespace ${namespace} and without a namespace, and the two differ. A tool that applies to namespace ${namespace} applies both, one after the other, every time`,
      remedy: 'Delete one of the two, or give each its own namespace.',
    };
  },
};
