import { type k8s } from 'cdk8s-plus-27';
import { PodSecurityLevel, StorageClassRef, Volume, VolumeProjection } from '../../lib';
import { MountPropagation } from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

const ANY = { securityLevel: PodSecurityLevel.PRIVILEGED, kubernetesVersion: '1.37' };

const AZURE_DISK = 'https://account.blob.core.windows.net/container/disk.vhd';

test.each<[string, Volume, object]>([
  ['a ConfigMap', Volume.configMap('v', 'wiki'), { configMap: { name: 'wiki' } }],
  [
    'some keys of a Secret, readable by the owner alone',
    Volume.secret('v', 'tls', {
      items: [{ key: 'tls.key', path: 'key', mode: 0o400 }],
      defaultMode: 0o440,
      optional: true,
    }),
    {
      secret: {
        secretName: 'tls',
        items: [{ key: 'tls.key', path: 'key', mode: 0o400 }],
        defaultMode: 0o440,
        optional: true,
      },
    },
  ],
  [
    'several sources in one folder',
    Volume.projected(
      'v',
      [
        VolumeProjection.configMap('a', { items: [{ key: 'k', path: 'p' }] }),
        VolumeProjection.secret('b', { optional: true }),
        VolumeProjection.field('labels', 'metadata.labels'),
        VolumeProjection.serviceAccountToken('token', { audience: 'vault', expirationSeconds: 600 }),
        VolumeProjection.clusterTrustBundle('ca.pem', 'roots'),
      ],
      0o444,
    ),
    {
      projected: {
        defaultMode: 0o444,
        sources: [
          { configMap: { name: 'a', items: [{ key: 'k', path: 'p' }] } },
          { secret: { name: 'b', optional: true } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 600 } },
          { clusterTrustBundle: { path: 'ca.pem', name: 'roots' } },
        ],
      },
    },
  ],
  [
    'fields and resources of the pod',
    Volume.downwardApi('v', [
      VolumeProjection.field('name', 'metadata.name', 0o400),
      VolumeProjection.resource('cpu', 'limits.cpu', { containerName: 'wiki', divisor: '1m' }),
    ]),
    {
      downwardAPI: {
        items: [
          { path: 'name', fieldRef: { fieldPath: 'metadata.name' }, mode: 0o400 },
          { path: 'cpu', resourceFieldRef: { containerName: 'wiki', resource: 'limits.cpu', divisor: '1m' } },
        ],
      },
    },
  ],
  ['an empty folder', Volume.emptyDir('v'), { emptyDir: {} }],
  [
    'an empty folder in memory',
    Volume.emptyDir('v', { medium: 'Memory', sizeLimit: '64Mi' }),
    { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
  ],
  [
    'a claim that exists',
    Volume.existingClaim('v', 'media', { readOnly: true }),
    { persistentVolumeClaim: { claimName: 'media', readOnly: true } },
  ],
  [
    'a claim that lives with the pod',
    Volume.ephemeral('v', { size: '1Gi', storageClass: StorageClassRef.named('fast'), labels: { a: 'b' } }),
    {
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { a: 'b' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '1Gi' } },
          },
        },
      },
    },
  ],
  ['a path of the node', Volume.hostPath('v', '/dev', 'Directory'), { hostPath: { path: '/dev', type: 'Directory' } }],
  ['a share', Volume.nfs('v', 'nas', '/x', { readOnly: true }), { nfs: { server: 'nas', path: '/x', readOnly: true } }],
  [
    "a driver's own",
    Volume.csi('v', 'secrets-store.csi.k8s.io', {
      readOnly: true,
      fsType: 'ext4',
      volumeAttributes: { secretProviderClass: 'wiki' },
      nodePublishSecretName: 'creds',
    }),
    {
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        fsType: 'ext4',
        volumeAttributes: { secretProviderClass: 'wiki' },
        nodePublishSecretRef: { name: 'creds' },
      },
    },
  ],
  ['the files of an image', Volume.image('v', 'example/plugins:1'), { image: { reference: 'example/plugins:1' } }],
  [
    'any other kind',
    Volume.other({ name: 'v', azureDisk: { diskName: 'd', diskUri: AZURE_DISK } } as k8s.Volume),
    { azureDisk: { diskName: 'd', diskURI: AZURE_DISK } },
  ],
])('a volume can be %s', (_, volume, expected) => {
  expect(synthApp({ ...ANY, volumes: [volume] }).pod.volumes).toEqual([{ name: 'v', ...expected }]);
});

test('volumes keep their order, before those that the app adds', () => {
  const { pod } = synthApp({ volumes: [Volume.emptyDir('b'), Volume.emptyDir('a')], configFiles: { '/etc/x': '' } });

  expect(pod.volumes.map(({ name }: never) => name)).toEqual(['b', 'a', 'config-files', 'writable-tmp']);
});

test('mounts say where and how, in their order, after those of the claims', () => {
  const { container } = synthApp({
    ...ANY,
    volumes: [Volume.emptyDir('v'), Volume.hostPath('mnt', '/mnt')],
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv' }],
    envValues: {},
    mounts: [
      { name: 'mnt', mountPath: '/mnt', mountPropagation: MountPropagation.HOST_TO_CONTAINER },
      { name: 'v', mountPath: '/b', subPathExpr: '$(POD_NAME)' },
      { name: 'v', mountPath: '/a', readOnly: true, recursiveReadOnly: 'Enabled' },
    ],
  });

  expect(container.volumeMounts).toEqual([
    { name: 'www', mountPath: '/srv' },
    { name: 'mnt', mountPath: '/mnt', mountPropagation: 'HostToContainer' },
    { name: 'v', mountPath: '/b', subPathExpr: '$(POD_NAME)' },
    { name: 'v', mountPath: '/a', readOnly: true, recursiveReadOnly: 'Enabled' },
  ]);
});

test('a block device of a claim can be seen by any container', () => {
  const { pod } = synthApp({
    claims: [{ name: 'raw', size: '1Gi', volumeMode: 'Block' as never }],
    containers: [{ name: 'disk', image: 'x', devices: [{ name: 'raw', devicePath: '/dev/xvda' }] }],
  });

  expect(pod.containers[1].volumeDevices).toEqual([{ name: 'raw', devicePath: '/dev/xvda' }]);
});

test.each([
  [
    'two volumes of one name',
    { volumes: [Volume.emptyDir('v'), Volume.emptyDir('v')] },
    'volumes [volume-name-duplicate]',
  ],
  [
    'two kinds of sub-path',
    { volumes: [Volume.emptyDir('v')], mounts: [{ name: 'v', mountPath: '/a', subPath: 'a', subPathExpr: 'b' }] },
    'mounts[0].subPathExpr [sub-path-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  expect(summaries(synthErrors(props))).toEqual([message]);
});
