import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObjects, asText, at } from '../../kubernetes/plain';
import type { Side } from './context';
import { labelOf, nameOf, namespaceOf } from './identity';

/** The StatefulSets of a side by what the names of their claims begin with, made once a side. */
const SETS = new WeakMap<Side, ReadonlyMap<string, Manifest>>();

/** The StatefulSet of a side that has a pod for which this claim is made. */
export function claimUser(claim: Manifest, side: Side): Manifest | undefined {
  const [, prefix, ordinal] = /^(.+)-(\d+)$/.exec(nameOf(claim)) ?? [];
  const set = prefix === undefined ? undefined : setsOf(side).get(`${namespaceOf(claim)}/${prefix}`);
  return set !== undefined && hasOrdinal(set, Number(ordinal)) ? set : undefined;
}

function setsOf(side: Side): ReadonlyMap<string, Manifest> {
  let sets = SETS.get(side);
  if (sets === undefined) {
    const built = new Map<string, Manifest>();
    for (const object of side.values()) {
      if (groupKindOf(object) !== 'apps/StatefulSet') continue;
      for (const template of asObjects(at(object, 'spec', 'volumeClaimTemplates'))) {
        const name = asText(at(template, 'metadata', 'name')) ?? '';
        built.set(`${namespaceOf(object)}/${name}-${nameOf(object)}`, object);
      }
    }
    sets = built;
    SETS.set(side, sets);
  }
  return sets;
}

/** Where nobody declares the number of replicas an autoscaler may have any: each ordinal counts as one that has a pod. */
function hasOrdinal(set: Manifest, ordinal: number): boolean {
  const start = Number(at(set, 'spec', 'ordinals', 'start') ?? 0);
  const replicas = at(set, 'spec', 'replicas');
  return ordinal >= start && (replicas === undefined || ordinal < start + Number(replicas));
}

const MOUNTED = new WeakMap<Side, ReadonlyMap<string, readonly string[]>>();

/** The workloads of a side that name this claim among their volumes. */
export function mountedBy(claim: Manifest, side: Side): readonly string[] {
  let index = MOUNTED.get(side);
  if (index === undefined) {
    const built = new Map<string, string[]>();
    for (const object of side.values()) {
      const pod = object.kind === 'Pod' ? object['spec'] : at(object, 'spec', 'template', 'spec');
      for (const volume of asObjects(at(pod, 'volumes'))) {
        const name = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
        if (name === undefined) continue;
        const key = `${namespaceOf(object)}/${name}`;
        const list = built.get(key);
        if (list === undefined) built.set(key, [labelOf(object)]);
        else list.push(labelOf(object));
      }
    }
    index = built;
    MOUNTED.set(side, index);
  }
  return index.get(`${namespaceOf(claim)}/${nameOf(claim)}`) ?? [];
}
