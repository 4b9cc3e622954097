import type { AssumedNamespace } from '../../facts/assumed-namespaces';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const NAMESPACE_ASSUMED: Rule<AssumedNamespace> = {
  code: 'namespace-assumed',
  title: 'Objects without a namespace are assumed to be in one',
  impact: 'none',
  remedy: 'Give the namespace with --namespace',
  versions: ALL_VERSIONS,
  source: 'kubectl, Helm and Argo CD put them into the namespace that they are given',
  *check({ namespace, side, objects }): Iterable<Found> {
    const other = side === 'BEFORE' ? 'AFTER' : 'BEFORE';
    const many = objects.length === 1 ? 'This object has' : `${objects.length} objects, including this one, have`;
    yield {
      path: 'metadata.namespace',
      message: `${many} no namespace in ${side} and ${namespace} in ${other}. The plan assumes that the pipeline puts them into ${namespace}, so that they are the same objects`,
      remedy: `If that is right, say so with --namespace ${namespace}. If they are in another namespace, give that one: the plan then shows what is deleted there and created in ${namespace}.`,
    };
  },
};
