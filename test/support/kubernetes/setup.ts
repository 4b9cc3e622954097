import * as fs from 'node:fs';
import * as path from 'node:path';
import { Client, good } from './client';
import type { Cluster } from './cluster';
import { objectsIn } from './discover';
import { keep, type Keeper, type Wanted } from './keep';

declare global {
  var keeper: Keeper | undefined;
}

/** Starts what the suite runs on, before its first test. */
export default async function setup(): Promise<void> {
  const wanted = JSON.parse(process.env.TEST_WANTED ?? 'null') as Wanted | null;
  if (wanted === null) {
    return;
  }
  globalThis.keeper = await keep(wanted);
  const { folder, kubeconfig, controllers } = globalThis.keeper;
  const client = Client.of(kubeconfig);
  const { gitVersion, minor } = good(await client.request('GET', '/version')) as { gitVersion: string; minor: string };
  const own = wanted.kind !== 'cluster';
  if (own) {
    await installDefinitions(client);
  }
  const cluster: Cluster = {
    kubeconfig,
    folder,
    minor: Number.parseInt(minor, 10),
    controllers,
    own,
    kind: wanted.kind,
    run: wanted.kind === 'cluster' ? wanted.run : 'own',
    kubectl: wanted.kind === 'cluster' ? 'kubectl' : path.join(wanted.assets, 'kubectl'),
  };
  process.env.TEST_CLUSTER = JSON.stringify(cluster);
  process.stderr.write(`Kubernetes ${gitVersion}${own ? '' : ` of ${kubeconfig}`}\n`);
  if (!controllers) {
    process.stderr.write(
      'There is no kube-controller-manager: what controllers do is not tested (kind, or any cluster through KUBECONFIG, has one)\n',
    );
  }
}

/** The definitions of the custom resources that the library can emit. On somebody's cluster nothing is installed. */
async function installDefinitions(client: Client): Promise<void> {
  const folder = path.resolve(__dirname, '../../../imports');
  const objects = fs.existsSync(folder) ? objectsIn(folder) : [];
  for (const definition of objects.filter(({ kind }) => kind === 'CustomResourceDefinition')) {
    good(await client.apply(definition));
  }
}
