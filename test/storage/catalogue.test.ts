import { CATALOGUE, WITHOUT_DEFAULT } from '../../lib/storage/catalogue-rows';
import { platformClasses } from '../../lib/storage/catalogue';
import { Cluster } from '../../lib/storage/cluster';
import { Platform } from '../../lib/storage/platform';
import { findProvisioner, PROVISIONERS } from '../../lib/storage/provisioners';
import { parseQuantity } from '../../lib/kubernetes/quantity';
import { StorageClassRef } from '../../lib/storage/storage-class-ref';
import { check, codes } from './support';

test('every platform has classes, and every class a provisioner that is known', () => {
  for (const platform of Object.values(Platform)) {
    const rows = CATALOGUE.filter((row) => row.platform === platform);
    expect([platform, rows.length > 0]).toEqual([platform, true]);
    for (const row of rows) {
      expect([row.provisioner, findProvisioner(row.provisioner) !== undefined]).toEqual([row.provisioner, true]);
    }
  }
});

test('every row tells its source, no class stands twice on a platform, and a default is one of the classes', () => {
  const keys = CATALOGUE.flatMap((row) => row.classes.map((name) => `${row.platform}/${name}/${row.provisioner}`));
  expect(new Set(keys).size).toBe(keys.length);
  for (const row of [...CATALOGUE, ...PROVISIONERS]) {
    expect(row.source.length).toBeGreaterThan(10);
  }
  for (const row of CATALOGUE.filter(({ defaultClass }) => defaultClass !== undefined)) {
    expect(row.classes).toContain(row.defaultClass);
  }
  for (const { minimumSize } of PROVISIONERS) {
    expect(minimumSize === undefined || parseQuantity(minimumSize.size) !== undefined).toBe(true);
  }
});

test('standard means three things, by platform', () => {
  const standard = (platform: Platform): string | undefined =>
    platformClasses(platform, undefined).classes.find(({ name }) => name === 'standard')?.provisioner;
  expect([Platform.GKE, Platform.KIND, Platform.MINIKUBE].map(standard)).toEqual([
    'kubernetes.io/gce-pd',
    'rancher.io/local-path',
    'k8s.io/minikube-hostpath',
  ]);
});

test('EKS has a default class until 1.29, none from 1.30, and nothing is said where the version is not known', () => {
  const at = (version?: string): string => platformClasses(Platform.EKS, version).hasDefault;
  expect([at('1.29'), at('1.30'), at('1.37'), at()]).toEqual(['yes', 'no', 'no', 'unknown']);
});

test('a class that came with a later version is not there before', () => {
  const has = (version: string): boolean =>
    platformClasses(Platform.AKS, version).classes.some(({ name }) => name === 'managed-csi-premium-v2');
  expect([has('1.34'), has('1.35')]).toEqual([false, true]);
});

test.each([
  ['rook-ceph.rbd.csi.ceph.com', 'Ceph RBD'],
  ['openshift-storage.rbd.csi.ceph.com', 'Ceph RBD'],
  ['rbd.csi.ceph.com', 'Ceph RBD'],
  ['storage.cephfs.csi.ceph.com', 'CephFS'],
  ['org.democratic-csi.iscsi', 'democratic-csi'],
  ['ebs.csi.aws.com', 'AWS EBS CSI driver'],
])('provisioner %s is %s', (name, title) => {
  expect(findProvisioner(name)?.title).toBe(title);
});

test.each(['xrbd.csi.ceph.com', 'ebs.csi.aws.com.evil', 'csi.acme.internal', ''])(
  'provisioner %s is not known',
  (name) => {
    expect(findProvisioner(name)).toBeUndefined();
  },
);

test.each([...WITHOUT_DEFAULT.keys()])('on %s a claim without a class is an error', (platform) => {
  const found = check(Cluster.onPlatform(platform, { kubernetesVersion: '1.37' }));
  expect(codes(found)).toEqual(['no-default-storage-class']);
  expect(found[0]!.message).toContain('the cluster itself was not captured');
});

test('a class that is not in the catalogue may exist all the same', () => {
  const found = check(Cluster.onPlatform(Platform.GKE), { storageClass: StorageClassRef.named('standrad-rwo') });
  expect(found).toEqual([
    {
      severity: 'warning',
      code: 'storage-class-not-in-catalogue',
      prop: 'claims[data].storageClass',
      message:
        "storage class 'standrad-rwo' is unusual for clusters of this platform, so nothing could be checked for cluster 'gke'; the nearest are 'standard-rwo' and 'standard-rwx'",
      remedy: 'Correct the name, or capture the cluster: stateful-web-app capture',
    },
  ]);
});

test('classes given in code replace the catalogue', () => {
  const cluster = Cluster.of({ name: 'a', platform: Platform.KIND, storageClasses: [] });
  expect(codes(check(cluster))).toEqual(['no-default-storage-class']);
});
