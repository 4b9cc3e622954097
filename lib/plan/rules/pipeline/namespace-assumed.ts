import type { AssumedNamespace } from '../../facts/assumed-namespaces';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const NAMESPACE_ASSUMED: Rule<AssumedNamespace> = {
  code: 'namespace-assumed',
  title: 'Objects that name no namespace are taken for those of one',
  impact: 'none',
  remedy: 'Give the namespace with --namespace',
  versions: ALL_VERSIONS,
  source: 'kubectl, Helm and Argo CD put them into the namespace that they are given',
  *check({ namespace, side, objects }): Iterable<Found> {
    const other = side === 'BEFORE' ? 'AFTER' : 'BEFORE';
    const many = objects.length === 1 ? 'This object names' : `${objects.length} objects, this one among them, name`;
    yield {
      path: 'metadata.namespace',
      message: `${many} no namespace in ${side} and ${namespace} in ${other}: the plan assumes that the pipeline puts them into ${namespace}, so that they are the same objects`,
      remedy: `Say so with --namespace ${namespace}. If they go into another namespace, give that: then the plan shows what is deleted there and created in ${namespace}.`,
    };
  },
};
