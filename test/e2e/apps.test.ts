import { Chart, Testing } from 'cdk8s';
import { Probe, StatefulWebApp } from '../../lib';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, eventually, inNamespace, newNamespace } from '../support/kubernetes/cluster';
import { discoverManifests } from '../support/kubernetes/discover';
import { podOf } from '../support/kubernetes/pod-of';
import { applyObjects, getPod, readyPod, run, sh } from './cluster-actions';

/** Images that every cluster of these tests has, or can pull. */
const IMAGES = ['nginx:1.22.1', 'busybox:1.35'];

const podsOf = ({ metadata, spec }: KubeObject): string[] =>
  Array.from(
    { length: (spec.replicas ?? 1) as number },
    (_, index) => `${metadata.name as string}-${((spec.ordinals?.start ?? 0) as number) + index}`,
  );

const examples = discoverManifests()
  .filter(({ name }) => name.startsWith('examples/'))
  .map(({ name, objects }) => ({ name, objects, sets: objects.filter(({ kind }) => kind === 'StatefulSet') }))
  .filter(({ sets }) => {
    const images = sets.flatMap((set) => podOf(set).spec.containers.map(({ image }: KubeObject) => image as string));
    return images.length > 0 && images.every((image) => IMAGES.includes(image as string));
  });

test.each(examples)('$name becomes ready and does not restart', async ({ objects, sets }) => {
  const namespace = await newNamespace('example');
  const known = await Promise.all(objects.map((object) => client.knows(object)));
  await applyObjects(objects.filter((_, index) => known[index]).map((object) => inNamespace(object, namespace)));

  for (const name of sets.flatMap(podsOf)) {
    const { status } = await readyPod(name, namespace);
    expect(status.containerStatuses.map(({ restartCount }: KubeObject) => restartCount as number)).toEqual([0]);
  }
});

/** Asks all peers from within a pod: with its environment and its DNS, and the curl of another image. */
async function curlPeers(pod: string, namespace: string): Promise<string> {
  const live = await getPod(pod, namespace);
  const { env } = live.spec.containers[0];
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/ephemeralcontainers`;
  const ephemeralContainers = [{ name: 'curl', image: 'nginx:1.22.1', command: ['sleep', '36000'], env }];
  good(
    await client.request(
      'PATCH',
      path,
      {},
      { spec: { ephemeralContainers } },
      'application/strategic-merge-patch+json',
    ),
  );
  const script = 'for peer in $(echo $PEERS | tr , " "); do curl -sfm 5 http://$peer:8080/name || exit 1; done';
  return run(['exec', '-n', namespace, pod, '-c', 'curl', '--', 'sh', '-c', script]);
}

const withPeers = examples.filter(({ sets }) => JSON.stringify(sets).includes('"PEERS"'));

test.each(withPeers)(
  '$name: each pod reaches each of its peers by the name it was given',
  async ({ objects, sets }) => {
    const namespace = await newNamespace('peers');
    await applyObjects(objects.map((object) => inNamespace(object, namespace)));
    const pods = sets.flatMap(podsOf);
    for (const pod of pods) {
      await readyPod(pod, namespace);
      await sh(pod, namespace, 'hostname >/srv/pages/name');
    }

    for (const pod of pods) {
      const reached = await eventually(() => curlPeers(pod, namespace), 30);
      expect(reached.split('\n')).toEqual(pods);
    }
  },
);

test('an app with default security runs without root where restricted is enforced, and keeps what it writes', async () => {
  const namespace = await newNamespace('restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' });
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  new StatefulWebApp(chart, 'notes', {
    image: 'busybox:1.35',
    command: [
      'sh',
      '-c',
      'echo started >>/data/starts && echo scratch >/tmp/scratch && exec httpd -f -p 8080 -h /data',
    ],
    port: 8080,
    readiness: Probe.httpGet({ path: '/starts', periodSeconds: 1 }),
    terminationGracePeriodSeconds: 1,
    claims: [{ name: 'data', size: '1Gi', mountPath: '/data' }],
  });
  await applyObjects(Testing.synth(chart) as KubeObject[]);
  const pod = await readyPod('notes-0', namespace);

  expect(pod.status.containerStatuses[0].restartCount).toBe(0);
  expect(await sh('notes-0', namespace, 'id -u; id -g; cat /data/starts')).toBe('10001\n10001\nstarted');
  expect(await sh('notes-0', namespace, 'echo no >/no 2>&1 || echo read-only')).toMatch(/read-only$/);
  await client.delete(pod);
  await readyPod('notes-0', namespace, pod);
  expect(await sh('notes-0', namespace, 'cat /data/starts')).toBe('started\nstarted');
});
