import { SERVED_APIS } from '../../lib/kubernetes/served/served-apis';
import { unserved } from '../../lib/kubernetes/served/unserved';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster } from '../support/kubernetes/cluster';

/** On a cluster of somebody's own, APIs may be switched on or off. */
const onServer = cluster.own ? test : test.skip;

/** `policy/v1 PodDisruptionBudget` of everything that the discovery lists. */
async function discovered(): Promise<Set<string>> {
  const { groups } = good(await client.request('GET', '/apis')) as KubeObject;
  const versions = (groups as KubeObject[]).flatMap((group) =>
    (group.versions as KubeObject[]).map(({ groupVersion }) => groupVersion as string),
  );
  const found = new Set<string>();
  for (const version of ['v1', ...versions]) {
    const { resources } = good(await client.request('GET', version === 'v1' ? '/api/v1' : `/apis/${version}`));
    for (const { name, kind } of resources as KubeObject[]) {
      if (!(name as string).includes('/')) found.add(`${version} ${kind as string}`);
    }
  }
  return found;
}

onServer('the API server serves exactly what the table says', async () => {
  const served = await discovered();
  const known = new Set(SERVED_APIS.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind}`)));
  const wrong = [...new Set([...served, ...known])].filter((each) => {
    const [apiVersion = '', kind = ''] = each.split(' ');
    return served.has(each) !== (unserved(apiVersion, kind, cluster.minor) === undefined);
  });

  expect(served.size).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});
