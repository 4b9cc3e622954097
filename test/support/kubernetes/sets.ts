import { Chart, Testing } from 'cdk8s';
import type { KubeObject } from './client';
import { client, cluster, inNamespace, newNamespace } from './cluster';
import { discoverManifests, type ManifestSet } from './discover';
import { VARIETY } from './variety';

/** Everything that this repository deploys, shows or can be told to emit. */
export const SETS: readonly ManifestSet[] = [
  ...discoverManifests(),
  ...VARIETY.map(({ name, build }) => {
    const chart = new Chart(Testing.app(), 'chart');
    build(chart);
    return { name, objects: Testing.synth(chart) as KubeObject[] };
  }),
];

/** A set in a namespace of its own. What only a CRD defines is left out on a cluster that does not have it. */
export async function placed(set: ManifestSet, purpose: string): Promise<KubeObject[]> {
  const namespace = await newNamespace(purpose);
  const known = await Promise.all(set.objects.map((object) => cluster.own || client.knows(object)));
  return set.objects.filter((_, index) => known[index]).map((object) => inNamespace(object, namespace));
}
