import { addTo } from '../../kubernetes/groups';
import { once } from '../../kubernetes/once';
import { ofKind } from './of-kind';
import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, asText, at } from '../../kubernetes/plain';
import type { Side } from './context';
import { nameOf, namespaceOf } from './identity';
import { workloadsOf } from './workload';

/** The StatefulSet of a side that has a pod for which this claim is made. */
export function claimUser(claim: Manifest, side: Side): Manifest | undefined {
  const [, prefix, ordinal] = /^(.+)-(\d+)$/.exec(nameOf(claim)) ?? [];
  const set = prefix === undefined ? undefined : setsOf(side).get(`${namespaceOf(claim)}/${prefix}`);
  return set !== undefined && hasOrdinal(set, Number(ordinal)) ? set : undefined;
}

/** The StatefulSets of a side by what the names of their claims begin with. */
const setsOf = once((side: Side): ReadonlyMap<string, Manifest> => {
  const sets = new Map<string, Manifest>();
  for (const object of ofKind(side, 'apps/StatefulSet')) {
    for (const template of asObjects(at(object, 'spec', 'volumeClaimTemplates'))) {
      const name = asText(at(template, 'metadata', 'name')) ?? '';
      sets.set(`${namespaceOf(object)}/${name}-${nameOf(object)}`, object);
    }
  }
  return sets;
});

/** Where nobody declares the number of replicas an autoscaler may have any: each ordinal counts as one that has a pod. */
function hasOrdinal(set: Manifest, ordinal: number): boolean {
  const start = Number(at(set, 'spec', 'ordinals', 'start') ?? 0);
  const replicas = at(set, 'spec', 'replicas');
  return ordinal >= start && (replicas === undefined || ordinal < start + Number(replicas));
}

/** The workloads of a side by the claims that they name among their volumes. */
const mounts = once((side: Side): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { pod, namespace, label } of workloadsOf(side).values()) {
    for (const volume of asObjects(pod['volumes'])) {
      const name = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
      if (name !== undefined) addTo(found, `${namespace}/${name}`, label);
    }
  }
  return found;
});

/** The workloads of a side that name this claim among their volumes. */
export function mountedBy(claim: Manifest, side: Side): readonly string[] {
  return mounts(side).get(`${namespaceOf(claim)}/${nameOf(claim)}`) ?? [];
}
