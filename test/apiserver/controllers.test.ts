import { Chart, Testing } from 'cdk8s';
import { ClaimRetention, StatefulWebApp, type StatefulWebAppProps } from '../../lib';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, newNamespace } from '../support/kubernetes/cluster';

const claims = [
  { name: 'www', size: '1Gi', mountPath: '/srv', labels: { tier: 'data' }, annotations: { note: 'kept' } },
  { name: 'logs', size: '1Gi', mountPath: '/logs' },
];

interface Deployed {
  readonly app: StatefulWebApp;
  readonly namespace: string;
  readonly statefulSet: KubeObject;
}

async function deploy(props: Partial<StatefulWebAppProps>): Promise<Deployed> {
  const namespace = await newNamespace('controllers');
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  const app = new StatefulWebApp(chart, 'web', { image: 'example/web:1', port: 80, claims, ...props });
  const objects = Testing.synth(chart) as KubeObject[];
  for (const object of objects) {
    good(await client.create(object));
  }
  return { app, namespace, statefulSet: objects.find(({ kind }) => kind === 'StatefulSet') };
}

const list = (kind: string, namespace: string): Promise<KubeObject[]> => client.list('v1', kind, namespace);
const names = (objects: KubeObject[]): string[] => objects.map(({ metadata }) => metadata.name as string).sort();

/** Waits for pods and claims of exactly these names. */
async function expectPods(namespace: string, pods: readonly string[], claimNames: readonly string[]): Promise<void> {
  const wanted = { pods: [...pods].sort(), claims: [...claimNames].sort() };
  let seen = {};
  await eventually(async () => {
    seen = {
      pods: names(await list('Pod', namespace)),
      claims: names(await list('PersistentVolumeClaim', namespace)),
    };
    return JSON.stringify(seen) === JSON.stringify(wanted);
  }, 20).catch(() => undefined);
  expect(seen).toEqual(wanted);
}

/** On a cluster without a node nothing makes pods ready: there a test says that the kubelet did. */
async function makeReady(pod: string, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/status`;
  const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  good(await client.request('PATCH', path, {}, { status }, 'application/strategic-merge-patch+json'));
}

const scale = async ({ statefulSet }: Deployed, replicas: number): Promise<void> =>
  void good(await client.apply({ ...statefulSet, spec: { ...statefulSet.spec, replicas } }));

const podNames = ({ app }: Deployed): string[] => app.identity.ordinals.map((ordinal) => app.identity.podName(ordinal));
const claimNames = ({ app }: Deployed): string[] =>
  app.identity.ordinals.flatMap((ordinal) => claims.map(({ name }) => app.claimName(name, ordinal)));

const parallel = { podManagementPolicy: 'Parallel' } as Partial<StatefulWebAppProps>;
const suite = cluster.controllers ? describe : describe.skip;

suite('the StatefulSet controller', () => {
  test('makes the pods and claims that the accessors name', async () => {
    const deployed = await deploy({ ...parallel, replicas: 2 });

    await expectPods(deployed.namespace, ['web-0', 'web-1'], ['www-web-0', 'www-web-1', 'logs-web-0', 'logs-web-1']);
    expect(podNames(deployed)).toEqual(['web-0', 'web-1']);
    expect(claimNames(deployed)).toEqual(['www-web-0', 'logs-web-0', 'www-web-1', 'logs-web-1']);
  });

  test('makes the second pod when the first is ready, and not before', async () => {
    const deployed = await deploy({ replicas: 2 });
    await expectPods(deployed.namespace, ['web-0'], ['www-web-0', 'logs-web-0']);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(names(await list('Pod', deployed.namespace))).toEqual(['web-0']);
    if (cluster.kind !== 'control-plane') {
      return;
    }
    await makeReady('web-0', deployed.namespace);

    await expectPods(deployed.namespace, podNames(deployed), claimNames(deployed));
  });

  test('counts from the first ordinal, and the accessors do too', async () => {
    const deployed = await deploy({ ...parallel, replicas: 2, firstOrdinal: 5 });

    expect(podNames(deployed)).toEqual(['web-5', 'web-6']);
    await expectPods(deployed.namespace, podNames(deployed), claimNames(deployed));
  });

  test('gives each pod the host name and subdomain of its DNS name', async () => {
    const { app, namespace } = await deploy({ serviceName: 'nginx' });
    await expectPods(namespace, ['web-0'], ['www-web-0', 'logs-web-0']);

    const [pod] = await list('Pod', namespace);
    const { hostname, subdomain } = pod.spec;
    expect(`${hostname as string}.${subdomain as string}.${namespace}.svc.cluster.local`).toBe(app.podHost(0));
  });

  test('labels claims with the labels of the claim and the selector, and with no others', async () => {
    const { namespace } = await deploy({ labels: { version: '1' }, podLabels: { version: '1' } });
    await expectPods(namespace, ['web-0'], ['www-web-0', 'logs-web-0']);

    const live = await list('PersistentVolumeClaim', namespace);
    const www = live.find(({ metadata }) => metadata.name === 'www-web-0');
    const logs = live.find(({ metadata }) => metadata.name === 'logs-web-0');
    expect(www.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'web', tier: 'data' });
    expect(www.metadata.annotations).toMatchObject({ note: 'kept' });
    expect(logs.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'web' });
  });

  test('keeps claims when pods are scaled away and when the StatefulSet is deleted, and finds them again', async () => {
    const deployed = await deploy({ ...parallel, replicas: 2 });
    const all = claimNames(deployed);
    await expectPods(deployed.namespace, podNames(deployed), all);
    const uids = async (): Promise<string[]> =>
      (await list('PersistentVolumeClaim', deployed.namespace)).map(({ metadata }) => metadata.uid as string).sort();
    const before = await uids();

    await scale(deployed, 1);
    await expectPods(deployed.namespace, ['web-0'], all);
    good(await client.delete(deployed.statefulSet));
    await expectPods(deployed.namespace, [], all);
    good(await client.create(deployed.statefulSet));
    await expectPods(deployed.namespace, podNames(deployed), all);
    expect(await uids()).toEqual(before);
  });

  test('deletes the claims of the pods that are scaled away, where the app says so', async () => {
    const deployed = await deploy({
      ...parallel,
      replicas: 2,
      claimRetention: { whenScaled: ClaimRetention.DELETE_DATA },
    });
    await expectPods(deployed.namespace, podNames(deployed), claimNames(deployed));

    await scale(deployed, 1);
    // A claim in use waits for its pod, which is gone.
    await expectPods(deployed.namespace, ['web-0'], ['www-web-0', 'logs-web-0']);
  });

  test('deletes all claims with the StatefulSet, where the app says so', async () => {
    const deployed = await deploy({ claimRetention: { whenDeleted: ClaimRetention.DELETE_DATA } });
    await expectPods(deployed.namespace, ['web-0'], claimNames(deployed));
    const owned = async (): Promise<boolean> =>
      (await list('PersistentVolumeClaim', deployed.namespace)).every(({ metadata }) => metadata.ownerReferences);
    await eventually(owned);

    good(await client.delete(deployed.statefulSet));
    await expectPods(deployed.namespace, [], []);
  });
});
