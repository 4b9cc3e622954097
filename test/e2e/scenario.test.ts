import { AppIdentity } from '../../lib';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually } from '../support/kubernetes/cluster';
import {
  type Asker,
  deploy,
  distForCluster,
  getPod,
  readyPod,
  readySince,
  run,
  sh,
  startAsker,
} from './cluster-actions';

/** What dist/ holds, deployed and used step by step: the steps build on each other. */
describe('the web app of dist/', () => {
  const page = '/usr/share/nginx/html/index.html';
  let identity: AppIdentity;
  let objects: KubeObject[];
  let apply: () => Promise<string>;
  let asker: Asker;

  const claims = async (): Promise<Record<string, string>> => {
    const live = await client.list('v1', 'PersistentVolumeClaim', identity.namespace);
    const wanted = identity.ordinals.map((ordinal) => identity.claimName('www', ordinal));
    return Object.fromEntries(
      live
        .filter(({ metadata }) => wanted.includes(metadata.name as string))
        .map(({ metadata, spec }) => [
          metadata.name as string,
          `${metadata.uid as string} ${spec.volumeName as string}`,
        ]),
    );
  };
  const bothReady = (others: KubeObject[] = []): Promise<KubeObject[]> =>
    Promise.all(
      identity.ordinals.map((each, index) => readyPod(identity.podName(each), identity.namespace, others[index])),
    );
  /** Old answers are kept for some seconds. */
  const expectAddresses = async (host: string, addresses: string[]): Promise<void> => {
    const wanted = [...addresses].sort().join();
    let seen: string[] = [];
    await eventually(async () => (seen = await asker.addresses(host)).join() === wanted, 60).catch(() => undefined);
    expect({ host, addresses: seen.join() }).toEqual({ host, addresses: wanted });
  };
  const expectPages = async (): Promise<void> => {
    for (const ordinal of identity.ordinals) {
      const url = `http://${identity.podHost(ordinal)}/`;
      expect(await eventually(() => asker.page(url))).toBe(`hello ${identity.podName(ordinal)}`);
    }
  };

  beforeAll(async () => {
    asker = await startAsker();
    ({ objects, apply } = await deploy(await distForCluster()));
    const { metadata, spec } = objects.find(({ kind }) => kind === 'StatefulSet');
    identity = new AppIdentity({
      name: metadata.name,
      namespace: metadata.namespace,
      serviceName: spec.serviceName,
      replicas: spec.replicas,
    });
    expect(identity.ordinals).toHaveLength(2);
  });

  test('becomes ready, web-1 not before web-0 is', async () => {
    await apply();
    const [first, second] = await bothReady();

    expect(Date.parse(second.metadata.creationTimestamp as string)).toBeGreaterThanOrEqual(
      readySince(first) ?? Infinity,
    );
    expect([first, second].map(({ metadata }) => metadata.name)).toEqual(['web-0', 'web-1']);
    expect([first, second].map(({ status }) => status.containerStatuses[0].restartCount)).toEqual([0, 0]);
  });

  test('has a claim for each pod, under the name that the accessor returns', async () => {
    expect(Object.keys(await claims()).sort()).toEqual(['www-web-0', 'www-web-1']);
  });

  test('answers in DNS: each name that an accessor returns is the address of its pod', async () => {
    const pods = await bothReady();

    for (const [index, ordinal] of identity.ordinals.entries()) {
      await expectAddresses(identity.podHost(ordinal), [pods[index].status.podIP as string]);
    }
    expect(identity.peers).toEqual(identity.ordinals.map((ordinal) => identity.podHost(ordinal)));
    await expectAddresses(
      identity.serviceHost,
      pods.map(({ status }) => status.podIP as string),
    );
  });

  test('serves what was written to the volume of each pod', async () => {
    for (const ordinal of identity.ordinals) {
      await sh(identity.podName(ordinal), identity.namespace, `echo "hello $(hostname)" >${page}`);
    }

    await expectPages();
  });

  test('deleted and applied again, it has new addresses, the same names, the same claims and the same content', async () => {
    const before = { pods: await bothReady(), claims: await claims() };
    for (const { kind, metadata } of objects.filter(({ kind }) =>
      ['StatefulSet', 'Service'].includes(kind as string),
    )) {
      await run(['delete', kind as string, metadata.name as string, '-n', identity.namespace, '--wait=false']);
    }
    const gone = (name: string): Promise<boolean> =>
      getPod(name, identity.namespace).then(
        () => false,
        () => true,
      );
    for (const ordinal of identity.ordinals) {
      await eventually(() => gone(identity.podName(ordinal)), 90, 'the end of the pods');
    }
    await apply();
    const pods = await bothReady(before.pods);

    expect(pods.map(({ metadata }) => metadata.name)).toEqual(before.pods.map(({ metadata }) => metadata.name));
    expect(await claims()).toEqual(before.claims);
    if (cluster.own) {
      const addresses = pods.map(({ status }) => status.podIP);
      expect(addresses).not.toEqual(expect.arrayContaining([before.pods[0].status.podIP]));
      expect(addresses).not.toEqual(expect.arrayContaining([before.pods[1].status.podIP]));
    }
    for (const [index, ordinal] of identity.ordinals.entries()) {
      await expectAddresses(identity.podHost(ordinal), [pods[index].status.podIP as string]);
    }
    await expectPages();
  });

  test('a pod that is killed comes back with its name and its data', async () => {
    const [pod] = await bothReady();
    await run(['delete', 'pod', 'web-0', '-n', identity.namespace, '--grace-period=0', '--force', '--wait=false']);
    const back = await readyPod('web-0', identity.namespace, pod);

    await expectAddresses(identity.podHost(0), [back.status.podIP as string]);
    await expectPages();
  });

  test('a process that is killed is started again with its data', async () => {
    const restarts = async (): Promise<number> =>
      (await getPod('web-1', identity.namespace)).status.containerStatuses[0].restartCount as number;
    const before = await restarts();
    await sh('web-1', identity.namespace, 'kill 1');
    await eventually(async () => (await restarts()) > before, 60, 'a restart');
    await readyPod('web-1', identity.namespace);

    await expectPages();
  });
});
