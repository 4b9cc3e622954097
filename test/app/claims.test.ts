import { PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { ClaimRetention, StorageClassRef } from '../../lib';
import { synthApp } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };

test.each([
  ['left out', undefined, undefined],
  ["the cluster's default", StorageClassRef.clusterDefault(), undefined],
  ['named', StorageClassRef.named('fast'), 'fast'],
  ['none', StorageClassRef.none(), ''],
])('a storage class that is %s', (_, storageClass, expected) => {
  const { statefulSet } = synthApp({ claims: [{ ...www, storageClass }] });

  expect(statefulSet.spec.volumeClaimTemplates[0].spec.storageClassName).toBe(expected);
});

test('a claim template says all that the claim says, in its order', () => {
  const { statefulSet } = synthApp({
    claims: [
      {
        ...www,
        name: 'z',
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
        labels: { a: '1' },
        annotations: { b: '2' },
      },
      { ...www, name: 'a', mountPath: '/a', volumeMode: PersistentVolumeMode.FILE_SYSTEM },
    ],
  });

  expect(statefulSet.spec.volumeClaimTemplates).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'z', labels: { a: '1' }, annotations: { b: '2' } },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'a' },
      spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', resources: { requests: { storage: '1Gi' } } },
    },
  ]);
});

test('a claim can be mounted in part, read-only, and at several places', () => {
  const { container } = synthApp({
    writablePaths: [],
    claims: [{ ...www, subPath: 'pages', readOnly: true }],
    mounts: [{ name: 'www', mountPath: '/old', subPath: 'old' }],
  });

  expect(container.volumeMounts).toEqual([
    { name: 'www', mountPath: '/srv', subPath: 'pages', readOnly: true },
    { name: 'www', mountPath: '/old', subPath: 'old' },
  ]);
});

test('a block device is given by its path', () => {
  const { container } = synthApp({
    claims: [{ name: 'raw', size: '1Gi', volumeMode: PersistentVolumeMode.BLOCK, devicePath: '/dev/xvda' }],
  });

  expect(container.volumeDevices).toEqual([{ name: 'raw', devicePath: '/dev/xvda' }]);
});

test('claims are retained unless the author says that data may be deleted', () => {
  expect(synthApp().statefulSet.spec).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
  expect(
    synthApp({ claimRetention: { whenScaled: ClaimRetention.DELETE_DATA, whenDeleted: ClaimRetention.RETAIN } })
      .statefulSet.spec.persistentVolumeClaimRetentionPolicy,
  ).toEqual({ whenScaled: 'Delete', whenDeleted: 'Retain' });
});
