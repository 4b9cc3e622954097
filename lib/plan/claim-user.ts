import type { Manifest } from '../kubernetes/manifest';
import { groupKindOf } from '../kubernetes/object-kind';
import { asObjects, asText, at } from '../kubernetes/plain';
import type { Side } from './context';
import { nameOf, namespaceOf } from './identity';

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
