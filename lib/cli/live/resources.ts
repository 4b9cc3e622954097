import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';

/** A kind of objects that the API server lists. */
export interface Resource {
  /** As kubectl takes it: `statefulsets.apps`, `services`. */
  readonly name: string;
  readonly namespaced: boolean;
  /** `apps/StatefulSet`, `/Service` */
  readonly groupKind: string;
}

const LINE = /^([a-z0-9-]+)\s+(?:\S+\s+)?((?:[a-z0-9.-]+\/)?v[a-z0-9]+)\s+(true|false)\s+([A-Za-z0-9]+)\s*$/;

/** What `kubectl api-resources` prints, without what is no line of it. */
export function parseResources(text: string): readonly Resource[] {
  return text.split('\n').flatMap((line) => {
    const [, plural = '', apiVersion = '', namespaced, kind = ''] = LINE.exec(line) ?? [];
    if (plural === '') return [];
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    return [
      {
        name: group === '' ? plural : `${plural}.${group}`,
        namespaced: namespaced === 'true',
        groupKind: groupKindOf({ apiVersion, kind }),
      },
    ];
  });
}

/** What controllers alone write, or what is no object that anybody applies. */
const NOBODYS: ReadonlySet<string> = new Set([
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'events',
  'events.events.k8s.io',
  'leases.coordination.k8s.io',
  'podtemplates',
  'replicasets.apps',
]);
const NOBODYS_GROUP = /\.(metrics|custom\.metrics|external\.metrics|internal\.apiserver)\.k8s\.io$/;

/** What there may be to delete in a namespace, and what the pods and claims in it are like. */
export function inNamespaces(resources: readonly Resource[], after: readonly Manifest[]): readonly Resource[] {
  const declared = new Set(after.map(groupKindOf));
  return resources.filter(
    ({ name, namespaced, groupKind }) =>
      namespaced && (declared.has(groupKind) || (!NOBODYS.has(name) && !NOBODYS_GROUP.test(name))),
  );
}

/** What is known of a cluster beside what AFTER declares of it. */
const OF_CLUSTER: ReadonlySet<string> = new Set([
  'persistentvolumes',
  'servicecidrs.networking.k8s.io',
  'storageclasses.storage.k8s.io',
]);

export function ofCluster(resources: readonly Resource[], after: readonly Manifest[]): readonly Resource[] {
  const declared = new Set(after.map(groupKindOf));
  return resources.filter(
    ({ name, namespaced, groupKind }) => !namespaced && (declared.has(groupKind) || OF_CLUSTER.has(name)),
  );
}

/** What the cluster or its controllers write themselves. */
const CLUSTERS_OWN: ReadonlySet<string> = new Set([
  'certificatesigningrequests.certificates.k8s.io',
  'componentstatuses',
  'csinodes.storage.k8s.io',
  'ipaddresses.networking.k8s.io',
  'nodes',
  'resourceslices.resource.k8s.io',
  'volumeattachments.storage.k8s.io',
]);

/** What there may be to delete in no namespace, of kinds that AFTER does not have: roles, definitions, namespaces and the like. */
export function leftInCluster(resources: readonly Resource[], after: readonly Manifest[]): readonly Resource[] {
  const known = new Set(ofCluster(resources, after));
  return resources.filter(
    (each) => !each.namespaced && !known.has(each) && !CLUSTERS_OWN.has(each.name) && !NOBODYS_GROUP.test(each.name),
  );
}
