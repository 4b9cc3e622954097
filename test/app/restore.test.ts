import { Chart, Testing } from 'cdk8s';
import {
  ClaimSnapshots,
  type ClaimSnapshotsProps,
  ClaimSource,
  Cluster,
  StatefulWebApp,
  type StatefulWebAppProps,
  StorageClassRef,
} from '../../lib';
import { SMALLEST, synthApp, synthErrors, summaries } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };
const sourcesOf = (props: Partial<StatefulWebAppProps>): Record<string, unknown> =>
  Object.fromEntries(
    synthApp(props)
      .manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map(({ metadata, spec }) => [metadata.name, spec.dataSource]),
  );
const SNAPSHOT = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot' };

test('the claims of all ordinals are made from snapshots, each from its own', () => {
  expect(
    sourcesOf({ replicas: 2, claims: [{ ...www, source: ClaimSource.snapshot('monday-www-wiki-<ordinal>') }] }),
  ).toEqual({
    'www-wiki-0': { ...SNAPSHOT, name: 'monday-www-wiki-0' },
    'www-wiki-1': { ...SNAPSHOT, name: 'monday-www-wiki-1' },
  });
});

test('the claim of one ordinal is made from a snapshot, and the others are left alone', () => {
  expect(sourcesOf({ replicas: 2, claims: [{ ...www, sources: { '1': ClaimSource.snapshot('monday') } }] })).toEqual({
    'www-wiki-1': { ...SNAPSHOT, name: 'monday' },
  });
});

test('an ordinal with a source of its own goes before the source of all', () => {
  expect(
    sourcesOf({
      replicas: 2,
      claims: [{ ...www, source: ClaimSource.claim('seed'), sources: { '1': ClaimSource.snapshot('monday') } }],
    }),
  ).toEqual({
    'www-wiki-0': { kind: 'PersistentVolumeClaim', name: 'seed' },
    'www-wiki-1': { ...SNAPSHOT, name: 'monday' },
  });
});

test('a claim is restored in the size to which it had grown, and the template keeps neither', () => {
  const { manifests, statefulSet } = synthApp({
    claims: [{ ...www, grownTo: '5Gi', source: ClaimSource.snapshot('monday') }],
  });

  expect(manifests.find(({ kind }) => kind === 'PersistentVolumeClaim').spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '5Gi' } },
    dataSource: { ...SNAPSHOT, name: 'monday' },
  });
  expect(statefulSet.spec.volumeClaimTemplates[0].spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  });
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'an ordinal that the app does not have',
    { replicas: 2, claims: [{ ...www, sources: { '2': ClaimSource.snapshot('monday') } }] },
    'claims[www].sources [claim-source-ordinal-unknown]',
  ],
  [
    'a name that no snapshot can have',
    { claims: [{ ...www, source: ClaimSource.snapshot('Monday') }] },
    'claims[www].source [claim-source-name-invalid]',
  ],
  [
    'the claim itself',
    { claims: [{ ...www, source: ClaimSource.claim('www-wiki-<ordinal>') }] },
    'claims[www].source [claim-source-itself]',
  ],
  [
    'all ordinals under an autoscaler',
    {
      claims: [{ ...www, source: ClaimSource.snapshot('monday') }],
      resources: { requests: { cpu: '1' } },
      autoscaling: { minReplicas: 2, maxReplicas: 3 },
    },
    'claims[www].source [claim-source-with-autoscaling]',
  ],
  [
    'a restore that the provisioner cannot do',
    {
      cluster: Cluster.of({ name: 'dev', storageClasses: [{ name: 'local', provisioner: 'rancher.io/local-path' }] }),
      acknowledge: [{ code: 'node-local-volume', reason: 'one node' }],
      claims: [{ ...www, storageClass: StorageClassRef.named('local'), source: ClaimSource.snapshot('monday') }],
    },
    'claims[www].source [restore-unsupported]',
  ],
])('%s is no source', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});

describe('snapshots of every claim', () => {
  const ceph = (snapshotClasses: { name: string; isDefault: boolean }[]): Cluster =>
    Cluster.of({
      name: 'production',
      storageClasses: [{ name: 'block', provisioner: 'rook-ceph.rbd.csi.ceph.com', isDefault: true }],
      volumeSnapshotClasses: snapshotClasses.map((one) => ({ ...one, driver: 'rook-ceph.rbd.csi.ceph.com' })),
    });

  function snapshots(
    props: Partial<ClaimSnapshotsProps> = {},
    app: Partial<StatefulWebAppProps> = {},
  ): ClaimSnapshots & { manifests: () => ReturnType<typeof synthApp>['manifests'] } {
    const root = Testing.app();
    const wiki = new StatefulWebApp(new Chart(root, 'chart', { namespace: 'prod' }), 'wiki', {
      ...SMALLEST,
      replicas: 2,
      claims: [www],
      ...app,
    });
    const chart = new Chart(root, 'backup');
    const made = new ClaimSnapshots(chart, 'monday', { app: wiki, ...props });
    return Object.assign(made, { manifests: () => Testing.synth(chart) as ReturnType<typeof synthApp>['manifests'] });
  }

  test("are in the app's namespace, named after their claims, and kept when they leave git", () => {
    const made = snapshots({ volumeSnapshotClassName: 'fast' }).manifests();

    expect(made.map(({ metadata }) => metadata.name as string)).toEqual(['monday-www-wiki-0', 'monday-www-wiki-1']);
    expect(made[1]).toEqual({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      metadata: {
        name: 'monday-www-wiki-1',
        namespace: 'prod',
        annotations: expect.objectContaining({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }),
      },
      spec: { source: { persistentVolumeClaimName: 'www-wiki-1' }, volumeSnapshotClassName: 'fast' },
    });
  });

  test('are what the claims are restored from', () => {
    const made = snapshots();
    expect([0, 1].map((ordinal) => made.source('www').nameFor(ordinal))).toEqual(
      [0, 1].map((ordinal) => made.snapshotName('www', ordinal)),
    );
  });

  test('can be of chosen claims and ordinals', () => {
    const made = snapshots(
      { claims: ['b'], ordinals: [1] },
      { claims: [www, { name: 'b', size: '1Gi', mountPath: '/b' }] },
    );
    expect(made.manifests().map(({ metadata }) => metadata.name as string)).toEqual(['monday-b-wiki-1']);
  });

  test('need no class where the driver has one default', () => {
    expect(snapshots({}, { cluster: ceph([{ name: 'rbd', isDefault: true }]) }).manifests()).toHaveLength(2);
  });

  test.each<[string, Partial<ClaimSnapshotsProps>, Partial<StatefulWebAppProps>, string]>([
    ['no class of the driver', {}, { cluster: ceph([]) }, '`claims[www]`'],
    ['no default class', {}, { cluster: ceph([{ name: 'rbd', isDefault: false }]) }, '`volumeSnapshotClassName`'],
    [
      'a class that is not there',
      { volumeSnapshotClassName: 'rdb' },
      { cluster: ceph([{ name: 'rbd', isDefault: true }]) },
      '`volumeSnapshotClassName`',
    ],
    ['a claim that is not there', { claims: ['wwww'] }, {}, '`claims`'],
    ['a name out of form', { name: 'Monday' }, {}, '`name`'],
    [
      'an autoscaler and no ordinals',
      {},
      { replicas: undefined, resources: { requests: { cpu: '1' } }, autoscaling: { minReplicas: 2, maxReplicas: 3 } },
      '`ordinals`',
    ],
  ])('are refused with %s', (_, props, app, message) => {
    expect(() => snapshots(props, app).manifests()).toThrow(`[backup/monday] ${message}`);
  });
});
