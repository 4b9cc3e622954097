import * as path from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import { stringify } from 'yaml';
import {
  ClaimSnapshots,
  ClaimSource,
  Cluster,
  PodSecurityLevel,
  SnapshotSchedule,
  StatefulWebApp,
  StorageClassRef,
} from '../../lib';
import { SnapshotRuns } from '../support/kubernetes/snapshot-runs';
import type { StatefulClaim } from '../../lib/app/claim/claim';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';

/** Volumes and a default class would be everybody's, so they are made on a server of this run only. */
const suite = cluster.own && cluster.controllers ? describe : describe.skip;

const CLASS = `${cluster.run}-growth`;
const target = Cluster.of({
  name: 'test',
  storageClasses: [
    { name: CLASS, provisioner: 'rook-ceph.rbd.csi.ceph.com', isDefault: true, allowVolumeExpansion: true },
  ],
  tiers: { fast: CLASS },
});
const made: KubeObject[] = [];

afterAll(async () => {
  await Promise.all(made.map((object) => client.delete(object)));
});

async function make(object: KubeObject): Promise<void> {
  good(await client.create(object));
  made.push(object);
}

/** What synth emits for `web`, whose pods start all at once: nothing makes them ready here. */
function synth(namespace: string, claim: Partial<StatefulClaim>, replicas = 2): KubeObject[] {
  const chart = new Chart(Testing.app(), 'chart', { namespace });
  new StatefulWebApp(chart, 'web', {
    image: 'example/web:1',
    port: 80,
    replicas,
    podManagementPolicy: PodManagementPolicy.PARALLEL,
    cluster: target,
    claims: [{ name: 'www', size: '5Gi', mountPath: '/srv', labels: { tier: 'data' }, ...claim }],
  });
  return Testing.synth(chart) as KubeObject[];
}

/** What kubectl says of each claim: created, configured, unchanged. */
async function apply(objects: readonly KubeObject[], ...options: string[]): Promise<Record<string, string>> {
  const yaml = objects.map((object) => stringify(object)).join('---\n');
  const { code, stdout, stderr } = await kubectl(['apply', '--validate=strict', ...options, '-f', '-'], yaml);
  if (code !== 0) {
    throw new Error(stderr);
  }
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => line.split(' ') as [string, string]).filter(([name]) => /^(persistent|volume)/.test(name)),
  );
}

/** A volume for the claim of one ordinal, as if its class had made it: the claim is bound as soon as it exists. */
const volumeFor = (namespace: string, name: string, storageClassName = CLASS, storage = '5Gi'): Promise<void> =>
  make({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${namespace}-${name}` },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage },
      storageClassName,
      hostPath: { path: '/tmp/never-used' },
      claimRef: { namespace, name },
    },
  });

const live = (namespace: string, kind: string, name: string): Promise<KubeObject> =>
  client.get({ apiVersion: kind === 'StatefulSet' ? 'apps/v1' : 'v1', kind, metadata: { name, namespace } });
const claimOf = (namespace: string, ordinal: number): Promise<KubeObject> =>
  live(namespace, 'PersistentVolumeClaim', `www-web-${ordinal}`);
const bound = (namespace: string, ordinal: number): Promise<KubeObject> =>
  eventually(async () => {
    const claim = await claimOf(namespace, ordinal);
    return claim.status.phase === 'Bound' && claim;
  }, 60);
const mounted = (namespace: string, ordinal: number): Promise<string> =>
  eventually(async () => {
    const pod = await live(namespace, 'Pod', `web-${ordinal}`);
    return pod.spec.volumes.find(({ name }: KubeObject) => name === 'www').persistentVolumeClaim.claimName as string;
  }, 30);
const requestOf = ({ spec }: KubeObject): string => spec.resources.requests.storage as string;

suite('growth through git', () => {
  beforeAll(async () => {
    await make({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: CLASS, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'example.com/none',
      allowVolumeExpansion: true,
    });
    const namespace = await newNamespace('default-class');
    const probe = synth(namespace, { grownTo: '6Gi' }).find(({ kind }) => kind === 'PersistentVolumeClaim');
    await eventually(async () => good(await client.create(probe, { dryRun: 'All' })).spec.storageClassName === CLASS);
  });

  const ways: [string, Partial<StatefulClaim>, string | undefined][] = [
    ['the class left out', {}, undefined],
    ['the class named', { storageClass: StorageClassRef.named(CLASS) }, CLASS],
    ['a tier', { storageClass: StorageClassRef.tier('fast') }, CLASS],
  ];

  describe.each(ways)('with %s', (_, claim, written) => {
    let namespace: string;
    let before: KubeObject[];
    let generation: number;

    beforeAll(async () => {
      namespace = await newNamespace('growth');
      await Promise.all(['www-web-0', 'www-web-1'].map((name) => volumeFor(namespace, name)));
      await apply(synth(namespace, claim));
      before = await Promise.all([0, 1].map((ordinal) => bound(namespace, ordinal)));
      ({ generation } = (await live(namespace, 'StatefulSet', 'web')).metadata);
    });

    test('what is emitted says of the class what the template says', () => {
      const [claimObject] = synth(namespace, { ...claim, grownTo: '8Gi' }).filter(
        ({ kind }) => kind === 'PersistentVolumeClaim',
      );
      expect(claimObject.spec.storageClassName).toBe(written);
    });

    test('the requests of the bound claims rise, and neither the StatefulSet nor its pods are touched', async () => {
      const pods = await Promise.all([0, 1].map((ordinal) => live(namespace, 'Pod', `web-${ordinal}`)));
      expect(await apply(synth(namespace, { ...claim, grownTo: '8Gi' }))).toEqual({
        'persistentvolumeclaim/www-web-0': 'configured',
        'persistentvolumeclaim/www-web-1': 'configured',
      });

      const after = await Promise.all([0, 1].map((ordinal) => claimOf(namespace, ordinal)));
      expect(after.map(requestOf)).toEqual(['8Gi', '8Gi']);
      expect(after.map(({ metadata }) => metadata.uid as string)).toEqual(
        before.map(({ metadata }) => metadata.uid as string),
      );
      expect(after.map(({ metadata }) => metadata.labels)).toEqual(before.map(({ metadata }) => metadata.labels));
      const immutable = ({ spec }: KubeObject): unknown => ({ ...spec, resources: undefined });
      expect(after.map(immutable)).toEqual(before.map(immutable));
      expect((await live(namespace, 'StatefulSet', 'web')).metadata.generation).toBe(generation);
      for (const [ordinal, { metadata }] of pods.entries()) {
        expect((await live(namespace, 'Pod', `web-${ordinal}`)).metadata.uid).toBe(metadata.uid);
      }
    });

    test('applied again nothing changes, on either side', async () => {
      const objects = synth(namespace, { ...claim, grownTo: '8Gi' });
      expect(new Set(Object.values(await apply(objects)))).toEqual(new Set(['unchanged']));

      const flux = ['--server-side', '--force-conflicts', '--field-manager=kustomize-controller'];
      await apply(objects, ...flux);
      const versions = async (): Promise<string[]> =>
        Promise.all(
          [0, 1].map(async (ordinal) => (await claimOf(namespace, ordinal)).metadata.resourceVersion as string),
        );
      const seen = await versions();
      await apply(objects, ...flux);
      expect(await versions()).toEqual(seen);
    });

    test('it can grow again, and a smaller size than the volume has is refused', async () => {
      await apply(synth(namespace, { ...claim, grownTo: '9Gi' }));
      expect(requestOf(await claimOf(namespace, 0))).toBe('9Gi');

      await expect(
        apply(
          synth(namespace, { ...claim, size: '1Gi', grownTo: '4Gi' }).filter(
            ({ kind }) => kind === 'PersistentVolumeClaim',
          ),
        ),
      ).rejects.toThrow('field can not be less than');
    });

    test('an ordinal that is added has the new size from the start, in the class of the others', async () => {
      await volumeFor(namespace, 'www-web-2', CLASS, '9Gi');
      const said = await apply(synth(namespace, { ...claim, grownTo: '9Gi' }, 3));
      expect(said['persistentvolumeclaim/www-web-2']).toBe('created');

      const added = await bound(namespace, 2);
      expect([requestOf(added), added.spec.storageClassName]).toEqual(['9Gi', CLASS]);
      expect(await mounted(namespace, 2)).toBe('www-web-2');
      expect((await claimOf(namespace, 2)).metadata.uid).toBe(added.metadata.uid);
      expect(added.metadata.labels).toEqual(before[0].metadata.labels);
    });
  });

  test('the StatefulSet first: a claim that is not bound refuses the new size, and takes it once it is bound', async () => {
    const namespace = await newNamespace('set-first');
    const objects = synth(namespace, { grownTo: '8Gi' }, 1);
    const [claim] = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
    await apply(objects.filter(({ kind }) => kind !== 'PersistentVolumeClaim'));
    await eventually(() => claimOf(namespace, 0));
    await expect(apply([claim])).rejects.toThrow('spec is immutable after creation');

    await volumeFor(namespace, 'www-web-0');
    await bound(namespace, 0);
    expect(await apply([claim])).toEqual({ 'persistentvolumeclaim/www-web-0': 'configured' });
    expect(requestOf(await claimOf(namespace, 0))).toBe('8Gi');
  });

  test('a claim that was made from a source keeps it when code forgets it, and grows', async () => {
    const namespace = await newNamespace('restored');
    await volumeFor(namespace, 'www-web-0');
    await apply(synth(namespace, { source: ClaimSource.snapshot('monday') }, 1));
    await bound(namespace, 0);
    expect(await apply(synth(namespace, { grownTo: '8Gi' }, 1))).toEqual({
      'persistentvolumeclaim/www-web-0': 'configured',
    });

    const claim = await claimOf(namespace, 0);
    expect([requestOf(claim), claim.spec.dataSource.name]).toEqual(['8Gi', 'monday']);
  });
});

suite('a claim with a source', () => {
  const source = ClaimSource.snapshot('monday-www-web-<ordinal>');

  test('is made before the controller looks, which adopts it; applied again nothing changes', async () => {
    const namespace = await newNamespace('restore');
    const objects = synth(namespace, { sources: { '1': source }, grownTo: '8Gi' });
    await apply(objects);

    expect(await mounted(namespace, 1)).toBe('www-web-1');
    const restored = await claimOf(namespace, 1);
    expect(restored.spec.dataSource).toEqual({
      apiGroup: 'snapshot.storage.k8s.io',
      kind: 'VolumeSnapshot',
      name: 'monday-www-web-1',
    });
    expect(requestOf(restored)).toBe('8Gi');
    expect((await claimOf(namespace, 0)).spec.dataSource).toBeUndefined();
    expect(new Set(Object.values(await apply(objects)))).toEqual(new Set(['unchanged']));
  });

  test('with the class "" is made as it is written, and the controller adopts it', async () => {
    const namespace = await newNamespace('restore-none');
    const [claim] = synth(namespace, { source: ClaimSource.claim('seed') }, 1).filter(
      ({ kind }) => kind === 'PersistentVolumeClaim',
    );
    // No such claim comes out of a synth, which knows that nothing would fill it.
    await apply([{ ...claim, spec: { ...claim.spec, storageClassName: '' } }]);
    await apply(synth(namespace, { storageClass: StorageClassRef.none() }, 1));
    expect(await mounted(namespace, 0)).toBe('www-web-0');
    expect((await claimOf(namespace, 0)).spec.storageClassName).toBe('');
  });

  test('refuses another one as long as it exists', async () => {
    const namespace = await newNamespace('restore-again');
    await apply(synth(namespace, { source }, 1));
    const objects = synth(namespace, { source: ClaimSource.snapshot('tuesday') }, 1);
    await expect(apply(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim'))).rejects.toThrow(
      'spec is immutable after creation',
    );
  });
});

suite('snapshots of every claim', () => {
  const crds = path.join(__dirname, '..', '..', 'imports', 'crds', 'snapshot.storage.k8s.io.yaml');

  afterAll(() => kubectl(['delete', '--ignore-not-found', '-f', crds]));

  test('are accepted as they are, and applied again nothing changes', async () => {
    expect((await kubectl(['apply', '--server-side', '-f', crds])).stderr).toBe('');
    const namespace = await newNamespace('snapshots');
    const chart = new Chart(Testing.app(), 'chart', { namespace });
    const app = new StatefulWebApp(chart, 'web', {
      image: 'example/web:1',
      port: 80,
      replicas: 2,
      claims: [{ name: 'www', size: '5Gi', mountPath: '/srv' }],
    });
    new ClaimSnapshots(chart, 'monday', { app });
    const snapshots = (Testing.synth(chart) as KubeObject[]).filter(({ kind }) => kind === 'VolumeSnapshot');

    const names = [0, 1].map((ordinal) => `volumesnapshot.snapshot.storage.k8s.io/monday-www-web-${ordinal}`);
    const said = await eventually(() => apply(snapshots), 20);
    expect(said).toEqual(Object.fromEntries(names.map((name) => [name, 'created'])));
    expect(await apply(snapshots)).toEqual(Object.fromEntries(names.map((name) => [name, 'unchanged'])));
  });

  test('on a schedule are taken with the rights of its account, and kept until newer ones can be used', async () => {
    expect((await kubectl(['apply', '--server-side', '-f', crds])).stderr).toBe('');
    const namespace = await newNamespace('schedule', {
      'pod-security.kubernetes.io/enforce': PodSecurityLevel.RESTRICTED,
    });
    const chart = new Chart(Testing.app(), 'chart', { namespace });
    const claims = [{ name: 'www', size: '1Gi', mountPath: '/srv' }];
    const app = new StatefulWebApp(chart, 'web', { image: 'example/web:1', port: 80, claims });
    const nightly = new SnapshotSchedule(chart, 'nightly', { app, schedule: '0 3 * * *', keep: 2 });
    await apply(Testing.synth(chart) as KubeObject[]);
    const runs = await SnapshotRuns.of(namespace, nightly.name, 'www-web-0');

    const first = await runs.succeeds();
    expect(await runs.taken()).toEqual([nightly.snapshotName('www', 0, first)]);
    await runs.fails();
    await runs.fails();
    expect(await runs.taken()).toHaveLength(3);
    const second = await runs.succeeds();
    expect(await runs.taken()).toHaveLength(4);
    const third = await runs.succeeds();
    expect(await runs.taken()).toEqual([second, third].map((run) => nightly.snapshotName('www', 0, run)));
    expect((await runs.start('0s', 'no-such')).stderr).toContain('No claim is there');
  });
});
