import { parse } from 'yaml';
import type { ApplyMode } from '../../lib/plan';
import { claim, service, statefulSet } from '../plan/objects';
import type { KubeObject } from '../support/kubernetes/client';
import { eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';
import { getPod, readyPod, run, sh } from './cluster-actions';
import { commandsOf, remedyText } from '../../lib/plan/remedy';
import { type Commit, deliver, follow, listsOf, remedyOf } from './follow-remedy';
import { CLAIMS, claimTemplate, POD, PODS, type WrittenApp, writtenApp } from './written-app';

/** What plan says, done to the letter on a real cluster: nothing that is written may be lost, and no pod may restart that need not. */
const WRITTEN = ['written by web-0', 'written by web-1'];

const liveSet = (app: WrittenApp, name = 'web'): Promise<KubeObject> => app.live('apps/v1', 'StatefulSet', name);

async function followed(commit: Commit, code: string, list = -1): Promise<void> {
  await follow(listsOf(remedyOf(commit, code)).at(list) ?? [], commit);
}

/** Follows the way back that deletes the StatefulSet alone; the same pods and claims must be there, and never restarted. */
async function recreated(app: WrittenApp, commit: Commit, code: string): Promise<void> {
  const state = async (): Promise<unknown> => [
    await app.uids('Pod', PODS),
    await app.uids('PersistentVolumeClaim', CLAIMS),
  ];
  const [before, set] = [await state(), await liveSet(app)];
  await followed(commit, code);
  await eventually(async () => (await liveSet(app)).status?.readyReplicas === 2);
  expect((await liveSet(app)).metadata.uid).not.toBe(set.metadata.uid);
  expect(await state()).toEqual(before);
  expect(await app.read(PODS)).toEqual(WRITTEN);
}

test.concurrent.each<ApplyMode>(['client', 'server', 'replace'])(
  'claim-template-size, applied by %s: claims grow by hand, and a new StatefulSet adopts the same pods',
  async (apply) => {
    const app = await writtenApp('grow', {}, { apply });
    const volumeClaimTemplates = [claimTemplate({ resources: { requests: { storage: '2Gi' } } })];
    const commit = { before: [app.set()], after: [app.set({ volumeClaimTemplates })], apply };

    const [byHand] = listsOf(remedyOf(commit, 'claim-template-size'));
    await follow(byHand ?? [], commit);
    for (const name of CLAIMS) {
      const claim = await app.live('v1', 'PersistentVolumeClaim', name);
      expect(claim.spec.resources.requests.storage).toBe('2Gi');
    }
    await recreated(app, commit, 'claim-template-size');
    expect((await liveSet(app)).spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('2Gi');
  },
);

test.concurrent('pod-management-policy-immutable, where claims would go with the StatefulSet', async () => {
  const app = await writtenApp('policy', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } });
  const commit = { before: [app.set()], after: [app.set({ podManagementPolicy: 'Parallel' })] };
  await recreated(app, commit, 'pod-management-policy-immutable');
  expect((await liveSet(app)).spec.podManagementPolicy).toBe('Parallel');
});

test.concurrent(
  'selector-immutable: the pods are adopted under the new labels, and then replaced in order',
  async () => {
    const app = await writtenApp('selector');
    const labels = { app: 'shop', 'example.com/tier': 'web' };
    const after = app.set({ selector: { matchLabels: labels } });
    (after['spec'] as KubeObject).template.metadata.labels = labels;
    const [pods, claims] = [
      await Promise.all(PODS.map((name) => getPod(name, app.namespace))),
      await app.uids('PersistentVolumeClaim', CLAIMS),
    ];
    await followed({ before: [app.set()], after: [after] }, 'selector-immutable');
    for (const pod of [...pods].reverse()) await readyPod(pod.metadata.name as string, app.namespace, pod);
    expect(await app.uids('PersistentVolumeClaim', CLAIMS)).toEqual(claims);
    expect(await app.read(PODS)).toEqual(WRITTEN);
  },
);

test.concurrent.each<ApplyMode>(['client', 'server'])(
  'service-name-immutable, applied by %s: the pods get the new name when they restart',
  async (apply) => {
    const app = await writtenApp('service-name', {}, { apply });
    const commit = { before: [app.set()], after: [app.set({ serviceName: 'other' })], apply };
    const pods = await Promise.all(PODS.map((name) => getPod(name, app.namespace)));
    await followed(commit, 'service-name-immutable');
    for (const pod of [...pods].reverse()) {
      const fresh = await readyPod(pod.metadata.name as string, app.namespace, pod);
      expect(fresh.spec.subdomain).toBe('other');
    }
    const uids = await app.uids('Pod', PODS);
    await deliver(commit);
    expect(await app.read(PODS)).toEqual(WRITTEN);
    expect(await app.uids('Pod', PODS)).toEqual(uids);
  },
);

test.concurrent('claim-template-immutable: a template more, with the data of the others', async () => {
  const app = await writtenApp('template-more');
  const mounts = [
    { name: 'www', mountPath: '/data' },
    { name: 'log', mountPath: '/log' },
  ];
  const pod = { ...POD, containers: [{ ...(POD['containers'] as object[])[0], volumeMounts: mounts }] };
  const volumeClaimTemplates = [claimTemplate(), claimTemplate({}, 'log')];
  const claims = await app.uids('PersistentVolumeClaim', CLAIMS);
  const commit = { before: [app.set()], after: [app.set({ volumeClaimTemplates }, pod)] };
  await followed(commit, 'claim-template-immutable');
  await app.live('v1', 'PersistentVolumeClaim', 'log-web-1');
  expect(await app.read(PODS)).toEqual(WRITTEN);
  expect(await app.uids('PersistentVolumeClaim', CLAIMS)).toEqual(claims);
  await Promise.all(PODS.map((name) => sh(name, app.namespace, 'touch /log/there')));
});

test.concurrent('claim-template-immutable: a template less, and the claims of the others and of it stay', async () => {
  const volumeClaimTemplates = [claimTemplate(), claimTemplate({}, 'log')];
  const app = await writtenApp('template-less', { volumeClaimTemplates });
  const logs = await app.volumes(['log-web-0', 'log-web-1']);
  const commit = { before: [app.set()], after: [app.set({ volumeClaimTemplates: [claimTemplate()] })] };
  await recreated(app, commit, 'claim-template-immutable');
  expect((await liveSet(app)).spec.volumeClaimTemplates).toHaveLength(1);
  expect(await app.volumes(['log-web-0', 'log-web-1'])).toEqual(logs);
});

test.concurrent('claim-template-storage-class: only a new ordinal gets the new class', async () => {
  const app = await writtenApp('class');
  const fast = { volumeClaimTemplates: [claimTemplate({ storageClassName: 'fast' })] };
  const commit = { before: [app.set()], after: [app.set(fast)] };
  await recreated(app, commit, 'claim-template-storage-class');
  await deliver({ before: commit.after, after: [app.set({ ...fast, replicas: 3 })] });
  await eventually(async () => {
    const claim = await app.live('v1', 'PersistentVolumeClaim', 'www-web-2').catch(() => undefined);
    return claim?.spec.storageClassName === 'fast';
  });
});

test.concurrent('claim-template-immutable: a template under another name has the old volumes', async () => {
  const app = await writtenApp('template-name');
  const mounts = [{ name: 'new', mountPath: '/data' }];
  const pod = { ...POD, containers: [{ ...(POD['containers'] as object[])[0], volumeMounts: mounts }] };
  const volumes = await app.volumes(CLAIMS);
  const commit = {
    before: [app.set()],
    after: [app.set({ volumeClaimTemplates: [claimTemplate({}, 'new')] }, pod)],
  };
  // Its last steps are for the time when the pods are there.
  const steps = listsOf(remedyOf(commit, 'claim-template-immutable')).at(-1) ?? [];
  await follow(steps.slice(0, -1), commit);
  expect(await app.read(PODS)).toEqual(WRITTEN);
  expect(await app.volumes(['new-web-0', 'new-web-1'])).toEqual(volumes);
  await follow(steps.slice(-1), commit);
  expect(await app.volumes(['new-web-0', 'new-web-1'])).toEqual(volumes);
  expect(await app.read(PODS)).toEqual(WRITTEN);
});

test.concurrent('stateful-set-renamed: the pods of the new name have the old volumes', async () => {
  const app = await writtenApp('renamed', {
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
  });
  const volumes = await app.volumes(CLAIMS);
  const commit = { before: [app.set()], after: [app.set({}, POD, { name: 'shop' })] };
  await followed(commit, 'stateful-set-renamed');
  expect(await app.read(['shop-0', 'shop-1'])).toEqual(WRITTEN);
  expect(await app.volumes(['www-shop-0', 'www-shop-1'])).toEqual(volumes);
});

test.concurrent(
  'ordinals-moved: the pod that comes has the volume of the one that goes, and the others run on',
  async () => {
    const app = await writtenApp('ordinals');
    const [kept] = await app.uids('Pod', ['web-1']);
    const volumes = await app.volumes(CLAIMS);
    const commit = { before: [app.set()], after: [app.set({ ordinals: { start: 1 } })] };
    await followed(commit, 'ordinals-moved');
    expect(await app.read(['web-1', 'web-2'])).toEqual(['written by web-1', 'written by web-0']);
    expect(await app.uids('Pod', ['web-1'])).toEqual([kept]);
    expect(await app.volumes(['www-web-2', 'www-web-1'])).toEqual(volumes);
  },
);

test.concurrent.each<ApplyMode>(['client', 'server'])(
  'on-delete-keeps-rolling-update, applied by %s: it is accepted, and no pod restarts',
  async (apply) => {
    const app = await writtenApp('on-delete', {}, { apply });
    const pods = await app.uids('Pod', PODS);
    const commit = { before: [app.set()], after: [app.set({ updateStrategy: { type: 'OnDelete' } })], apply };
    await followed(commit, 'on-delete-keeps-rolling-update');
    await deliver(commit);
    expect((await liveSet(app)).spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(await app.uids('Pod', PODS)).toEqual(pods);
  },
);

test.concurrent('stateful-set-deletes-claims: they stay, once the controller has let go of them', async () => {
  const app = await writtenApp('retain', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } });
  const claims = await app.uids('PersistentVolumeClaim', CLAIMS);
  const steps = listsOf(remedyOf({ before: [app.set()], after: [] }, 'stateful-set-deletes-claims')).at(-1) ?? [];
  const retained = app.set({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } });
  await follow(steps.slice(0, -1), { before: [app.set()], after: [retained] });
  await eventually(async () => {
    const owners = await Promise.all(CLAIMS.map((name) => app.live('v1', 'PersistentVolumeClaim', name)));
    return owners.every(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
  });
  await kubectl(['delete', 'statefulset', 'web', '-n', app.namespace]);
  await deliver({ before: [], after: [app.set()] });
  expect(await app.read(PODS)).toEqual(WRITTEN);
  expect(await app.uids('PersistentVolumeClaim', CLAIMS)).toEqual(claims);
});

test.concurrent('replicas-removed: an apply that leaves them out scales nothing', async () => {
  for (const apply of ['client', 'server'] as const) {
    const app = await writtenApp(`replicas-${apply}`, {}, { apply });
    const pods = await app.uids('Pod', PODS);
    const commit = { before: [app.set()], after: [app.set({ replicas: undefined })], apply };
    await followed(commit, 'replicas-removed');
    await deliver(commit);
    expect((await liveSet(app)).spec.replicas).toBe(2);
    expect(await app.uids('Pod', PODS)).toEqual(pods);
  }
});

test.concurrent('pod-template-changed: a rollout that is stuck goes back when its pod is deleted', async () => {
  const app = await writtenApp('stuck');
  const [kept] = await app.uids('Pod', ['web-0']);
  const [first] = POD['containers'] as object[];
  const broken = { ...POD, containers: [{ ...first, readinessProbe: { exec: { command: ['false'] } } }] };
  const commit = { before: [app.set()], after: [app.set({}, broken)] };
  const old = await getPod('web-1', app.namespace);
  await deliver(commit);
  await eventually(async () => (await getPod('web-1', app.namespace)).metadata.uid !== old.metadata.uid);

  const [command] = remedyOf(commit, 'pod-template-changed').flatMap(commandsOf);
  await deliver({ before: commit.after, after: commit.before });
  await follow(command === undefined ? [] : [{ command }], commit);
  expect(await app.read(PODS)).toEqual(WRITTEN);
  expect(await app.uids('Pod', ['web-0'])).toEqual([kept]);
});

test.concurrent.each([
  ['', 'srv/html'],
  ['old', 'new'],
])('claim-mount-moved: the files move with the folder, from %j to %j', async (from, to) => {
  const [first] = POD['containers'] as object[];
  const pod = (subPath: string): Record<string, unknown> => ({
    ...POD,
    containers: [{ ...first, volumeMounts: [{ name: 'www', mountPath: '/data', ...(subPath && { subPath }) }] }],
  });
  const app = await writtenApp('folder', {}, { pod: pod(from) });
  const old = await Promise.all(PODS.map((name) => getPod(name, app.namespace)));
  const commit = { before: [app.set()], after: [app.set({}, pod(to))] };
  const yaml = remedyText(remedyOf(commit, 'claim-mount-moved'))
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .join('\n');
  const { initContainers } = parse(yaml) as { initContainers: unknown };
  await deliver({ ...commit, after: [app.set({}, { ...pod(to), initContainers })] });
  for (const each of old) await readyPod(each.metadata.name as string, app.namespace, each);
  expect(await app.read(PODS)).toEqual(WRITTEN);

  // A pod that starts again finds them in place.
  await kubectl(['delete', 'pod', 'web-0', '-n', app.namespace]);
  expect(await app.read(PODS)).toEqual(WRITTEN);
});

test.concurrent.each<ApplyMode>(['client', 'server'])(
  'configuration-not-picked-up, applied by %s: a restart by hand picks it up, and stays',
  async (apply) => {
    const [first] = POD['containers'] as object[];
    const pod = { ...POD, containers: [{ ...first, envFrom: [{ configMapRef: { name: 'web' } }] }] };
    const config = (GREETING: string, namespace?: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web', ...(namespace && { namespace }) },
      data: { GREETING },
    });
    const app = await writtenApp('config', {}, { apply, pod, others: [config('old')] });
    const old = await Promise.all(PODS.map((name) => getPod(name, app.namespace)));
    const commit = {
      before: [app.set(), config('old', app.namespace)],
      after: [app.set(), config('new', app.namespace)],
      apply,
    };
    await deliver(commit);
    await followed(commit, 'configuration-not-picked-up');
    for (const each of [...old].reverse()) await readyPod(each.metadata.name as string, app.namespace, each);
    expect(await sh('web-0', app.namespace, 'echo $GREETING')).toBe('new');
    expect(await app.read(PODS)).toEqual(WRITTEN);
  },
);

test.concurrent('duplicate-port-merged and cluster-ip-immutable: both ports, and another address', async () => {
  const ports = ['TCP', 'UDP'].map((protocol) => ({ name: protocol.toLowerCase(), port: 53, protocol }));
  const app = await writtenApp('service', {}, { others: [service({ ports: ports.slice(0, 1) }, 'dns')] });
  const dns = (fields: Record<string, unknown>): KubeObject => {
    const { metadata, ...rest } = service(fields, 'dns');
    return { ...rest, metadata: { ...metadata, namespace: app.namespace } };
  };
  const commit = { before: [dns({ ports: ports.slice(0, 1) })], after: [dns({ ports })] };
  expect(remedyText(remedyOf(commit, 'duplicate-port-merged'))).toContain('kubectl apply --server-side');
  await deliver({ ...commit, apply: 'server' });
  expect((await app.live('v1', 'Service', 'dns')).spec.ports).toHaveLength(2);

  const other = { before: commit.after, after: [dns({ ports, clusterIP: undefined, type: 'NodePort' })] };
  const [command] = remedyOf(other, 'cluster-ip-immutable').flatMap(commandsOf);
  await follow(command === undefined ? [] : [{ command }], other);
  await deliver({ ...other, apply: 'server' });
  expect((await app.live('v1', 'Service', 'dns')).spec.clusterIP).not.toBe('None');
});

test.concurrent('claim-becomes-template: the StatefulSet in the place of a Deployment has its files', async () => {
  const namespace = await newNamespace('becomes-set');
  const metadata = { name: 'wiki', namespace };
  const pod = (volumes: object[]): object => ({
    metadata: { labels: { app: 'wiki' } },
    spec: { ...POD, ...(volumes.length === 0 ? {} : { volumes }) },
  });
  const selector = { matchLabels: { app: 'wiki' } };
  const files = claim('1Gi', { name: 'wiki-files', namespace });
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector, template: pod([{ name: 'www', persistentVolumeClaim: { claimName: 'wiki-files' } }]) },
  };
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { serviceName: 'wiki', selector, template: pod([]), volumeClaimTemplates: [claimTemplate()] },
  };
  const commit = { before: [files, deployment], after: [files, set] };
  await deliver({ before: [], after: commit.before });
  await run(['rollout', 'status', 'deployment/wiki', '-n', namespace, '--timeout=120s']);
  const write = 'echo "written by the Deployment" >/data/file';
  await run(['exec', '-n', namespace, 'deployment/wiki', '--', 'sh', '-c', write]);
  await followed(commit, 'claim-becomes-template');
  await readyPod('wiki-0', namespace);
  expect(await sh('wiki-0', namespace, 'cat /data/file')).toBe('written by the Deployment');
});

test.concurrent('service-name-immutable: a claim that the pods name comes along as a claim template', async () => {
  const namespace = await newNamespace('left-claim');
  const files = claim('1Gi', { name: 'files', namespace });
  const set = (spec: Record<string, unknown>, volumes: object[]): KubeObject =>
    statefulSet(
      { replicas: 1, ...spec },
      { ...POD, ...(volumes.length > 0 && { volumes }) },
      { namespace },
    ) as KubeObject;
  const before = set({ volumeClaimTemplates: undefined }, [
    { name: 'www', persistentVolumeClaim: { claimName: 'files' } },
  ]);
  const after = set({ volumeClaimTemplates: [claimTemplate()], serviceName: 'other' }, []);
  const commit = { before: [files, before], after: [files, after] };
  await deliver({ before: [], after: commit.before });
  await readyPod('web-0', namespace);
  await sh('web-0', namespace, 'echo "written before" >/data/file');
  await followed(commit, 'service-name-immutable');
  await readyPod('web-0', namespace);
  expect(await sh('web-0', namespace, 'cat /data/file')).toBe('written before');
});

test.concurrent('user-not-allowed: the pod is stuck, and starts as another user once it is deleted', async () => {
  const app = await writtenApp('user');
  const old = await Promise.all(PODS.map((name) => getPod(name, app.namespace)));
  const pod = (context: object): Record<string, unknown> => ({ ...POD, securityContext: context });
  const commit = { before: [app.set()], after: [app.set({}, pod({ runAsNonRoot: true, runAsUser: 0 }))] };
  expect(remedyText(remedyOf(commit, 'user-not-allowed'))).toContain('delete the pod');
  await deliver(commit);
  await eventually(async () => {
    const { metadata, status } = await getPod('web-1', app.namespace);
    const [{ state = {} } = {}] = (status.containerStatuses ?? []) as { state?: { waiting?: { reason?: string } } }[];
    return metadata.uid !== old[1]?.metadata.uid && state.waiting?.reason === 'CreateContainerConfigError';
  });
  await deliver({ ...commit, after: [app.set({}, pod({ runAsNonRoot: true, runAsUser: 65534 }))] });
  await kubectl(['delete', 'pod', 'web-1', '-n', app.namespace]);
  for (const each of [...old].reverse()) await readyPod(each.metadata.name as string, app.namespace, each);
  expect(await app.read(PODS)).toEqual(WRITTEN);
});
