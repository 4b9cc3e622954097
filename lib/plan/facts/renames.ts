import type { Manifest } from '../../kubernetes/manifest';
import { parseImage } from '../../kubernetes/image-tag';
import { asObject, asObjects, asText, at } from '../../kubernetes/plain';
import { nameOf, namespaceOf } from './identity';

/** Two StatefulSets this alike are one app under another name. */
const ALIKE = 0.5;
/** Where only one goes and one comes, less is enough: the volumes match, the image may have changed as well. */
const ALIKE_ALONE = 0.3;
/** Candidates looked at for each set that goes, so that the cost stays linear. */
const MOST_CANDIDATES = 32;

/** Pairs of a StatefulSet that goes and one that comes which are the same app. Each is in at most one pair. */
export function findRenames(gone: readonly Manifest[], come: readonly Manifest[]): ReadonlyMap<Manifest, Manifest> {
  const pairs = new Map<Manifest, Manifest>();
  const traits = new Map(come.map((set) => [set, traitsOf(set)]));
  const byTrait = new Map<string, Manifest[]>();
  for (const [set, own] of traits) {
    for (const trait of own) {
      const list = byTrait.get(trait);
      if (list === undefined) byTrait.set(trait, [set]);
      else if (list.length < MOST_CANDIDATES) list.push(set);
    }
  }
  const taken = new Set<Manifest>();
  const scored = gone.flatMap((old) => {
    const own = traitsOf(old);
    const candidates = new Set([...own].flatMap((trait) => byTrait.get(trait) ?? []));
    return [...candidates].map((set) => ({ old, set, score: likeness(old, own, set, traits.get(set) ?? new Set()) }));
  });
  // The most alike first; among equals by name, so that the order of documents does not matter.
  scored.sort((a, b) => b.score - a.score || compare(a.old, b.old) || compare(a.set, b.set));
  const threshold = gone.length === 1 && come.length === 1 ? ALIKE_ALONE : ALIKE;
  for (const { old, set, score } of scored) {
    if (score < threshold || pairs.has(old) || taken.has(set)) continue;
    pairs.set(old, set);
    taken.add(set);
  }
  return pairs;
}

function compare(left: Manifest, right: Manifest): number {
  const [a, b] = [left, right].map((each) => `${namespaceOf(each)}/${nameOf(each)}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

function likeness(old: Manifest, own: ReadonlySet<string>, set: Manifest, other: ReadonlySet<string>): number {
  const shared = [...own].filter((trait) => other.has(trait)).length;
  const all = new Set([...own, ...other]).size;
  const sameName = nameOf(old) === nameOf(set) ? 0.5 : 0;
  // Among apps of one make the name and the namespace decide which became which.
  const words = nameOf(old).split('-');
  const sharedWords = nameOf(set)
    .split('-')
    .filter((word) => words.includes(word)).length;
  const sameNamespace = namespaceOf(old) === namespaceOf(set) ? 1 : 0;
  return (all === 0 ? 0 : shared / all) + sameName + 0.01 * Math.min(sharedWords, 5) + 0.02 * sameNamespace;
}

/** What makes an app the same whatever it is called. */
function traitsOf(set: Manifest): ReadonlySet<string> {
  const traits = new Set<string>();
  const pod = at(set, 'spec', 'template', 'spec');
  for (const container of asObjects(at(pod, 'containers'))) {
    traits.add(`image ${parseImage(asText(container['image']) ?? '').repository}`);
    for (const mount of asObjects(container['volumeMounts'])) traits.add(`mount ${asText(mount['mountPath']) ?? ''}`);
    for (const port of asObjects(container['ports'])) traits.add(`port ${JSON.stringify(port['containerPort']) ?? ''}`);
    for (const variable of asObjects(container['env'])) traits.add(`env ${asText(variable['name']) ?? ''}`);
  }
  for (const template of asObjects(at(set, 'spec', 'volumeClaimTemplates'))) {
    traits.add(`claim ${asText(at(template, 'metadata', 'name')) ?? ''}`);
    traits.add(`size ${JSON.stringify(at(template, 'spec', 'resources', 'requests', 'storage')) ?? ''}`);
  }
  const service = asText(asObject(set['spec'])['serviceName']);
  if (service !== undefined) traits.add(`service ${service}`);
  return traits;
}
