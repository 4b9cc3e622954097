import fc from '../support/fast-check';
import { formatProblem } from '../../lib/messages/diagnostic';
import type { ClaimRequest, Spread } from '../../lib/storage/claim-request';
import { Cluster } from '../../lib/storage/cluster';
import { Platform } from '../../lib/storage/platform';
import { ReclaimPolicy, type StorageClassProps, VolumeBindingMode } from '../../lib/storage/storage-class';
import { StorageClassRef } from '../../lib/storage/storage-class-ref';
import { STORAGE_CODE_NAMES, SYNTH_CODES } from '../../lib/messages/synth-codes';
import { VolumeTopology } from '../../lib/storage/volume-topology';
import { captured, check, codes } from './support';

const { named, tier, none } = StorageClassRef;
const production = Cluster.fromFolder('clusters/production');
const kind = Cluster.fromFolder('clusters/kind');

const SNAPSHOTS = { prop: 'claims[data].snapshots', classProp: 'claims[data].snapshotClass' };

/** Errors and warnings as a terminal shows them. */
function told(cluster: Cluster, more: Partial<ClaimRequest> = {}, spread: Spread = {}): string[] {
  return check(cluster, more, spread).map(formatProblem);
}

function clusterWith(one: Partial<StorageClassProps>): Cluster {
  return Cluster.of({
    name: 'c',
    storageClasses: [
      {
        name: 'a',
        provisioner: 'ebs.csi.aws.com',
        isDefault: true,
        allowVolumeExpansion: true,
        parameters: {},
        ...one,
      },
    ],
  });
}

describe('which class', () => {
  test('a class that the cluster has is fine', () => {
    expect(check(production, { storageClass: named('rook-ceph-block-retain') })).toEqual([]);
    expect(check(production, { storageClass: tier('durable') })).toEqual([]);
  });

  test('a misspelt class is refused with the nearest names', () => {
    expect(told(production, { storageClass: named('rook-ceph-blok') })).toEqual([
      "`claims[data].storageClass` = 'rook-ceph-blok': must be a storage class of cluster 'production', which has rook-ceph-block, rook-ceph-block-retain and rook-cephfs. Write 'rook-ceph-block', the nearest, or capture the cluster again if the class is new. [unknown-storage-class]",
    ]);
  });

  test('a misspelt tier is refused with the nearest names', () => {
    expect(told(production, { storageClass: tier('fats') })).toEqual([
      "`claims[data].storageClass` = 'fats': must be a storage tier of cluster 'production' (durable, fast, shared). Write 'fast', the nearest, or add the tier under tiers in the settings of the cluster. [unknown-storage-tier]",
    ]);
  });

  test('a tier that stands for a class that is not there is refused where it is wrong', () => {
    const cluster = Cluster.of({
      name: 'c',
      storageClasses: [{ name: 'gold', provisioner: 'x' }],
      tiers: { fast: 'glod' },
    });
    expect(told(cluster, { storageClass: tier('fast') })).toEqual([
      "`claims[data].storageClass`: tier 'fast' means storage class 'glod', which cluster 'c' does not have. Correct tiers.fast in its settings to 'gold', the nearest, or capture the cluster again if the class is new. [unknown-storage-class]",
    ]);
  });

  test('no default class is an error where the cluster was asked', () => {
    expect(told(captured('eks.yaml'))).toEqual([
      "`claims[data].storageClass`: cluster 'eks' has no default storage class: none of its classes is marked as the default. The claim stays Pending until there is one. Name a class with StorageClassRef.named, such as 'ebs-io2-block', 'efs-sc' or 'gp2', or mark one as the default in the cluster and capture it again. [no-default-storage-class]",
    ]);
    expect(told(captured('none.yaml'))).toEqual([
      "`claims[data].storageClass`: cluster 'none' has no default storage class: it has no storage class at all. The claim stays Pending until there is one. Install a storage class and capture the cluster again. [no-default-storage-class]",
    ]);
  });

  test('of several default classes the newest counts, and a beta annotation is one', () => {
    expect(told(captured('odd.yaml'))[0]).toBe(
      "`claims[data].storageClass`: cluster 'odd' has 2 default storage classes ('10.gold--x.y', 'silver'): the claim gets 'silver', the newest, until a newer one is marked. Name the class that you want, or leave one default class in the cluster. [several-default-storage-classes]",
    );
  });

  test('of default classes without an age nobody knows which counts, so nothing is checked', () => {
    const both = { provisioner: 'rancher.io/local-path', isDefault: true };
    const cluster = Cluster.of({
      name: 'c',
      storageClasses: [
        { name: 'a', ...both },
        { name: 'b', ...both },
      ],
    });
    expect(codes(check(cluster, { accessModes: ['ReadWriteMany'] }))).toEqual(['several-default-storage-classes']);
  });

  test('no class on purpose needs no class of the cluster', () => {
    expect(check(captured('none.yaml'), { storageClass: none() })).toEqual([]);
  });

  test('of a cluster of which nothing is known, nothing is said', () => {
    const unknown = Cluster.of({ name: 'c' });
    for (const storageClass of [named('x'), StorageClassRef.clusterDefault(), none()]) {
      expect(check(unknown, { storageClass, accessModes: ['ReadWriteMany'], snapshots: SNAPSHOTS })).toEqual([]);
    }
  });
});

describe('what the class can do', () => {
  test('an access mode that the provisioner lacks is refused, with classes that have it', () => {
    expect(told(production, { accessModes: ['ReadWriteMany'], storageClass: named('rook-ceph-block-retain') })).toEqual(
      [
        "`claims[data].accessModes` = [\"ReadWriteMany\"]: storage class 'rook-ceph-block-retain' of cluster 'production' (Ceph RBD) does not support ReadWriteMany, only ReadWriteOnce: the claim would stay Pending. Request ReadWriteOnce, or use class 'rook-cephfs', which supports ReadWriteMany; Ceph RBD gives ReadWriteMany on raw block volumes only. [access-mode-unsupported]",
      ],
    );
  });

  test('Ceph RBD gives ReadWriteMany on raw block volumes, CephFS no raw block volumes', () => {
    const block = { volumeMode: 'Block', accessModes: ['ReadWriteMany'] };
    expect(check(production, { storageClass: named('rook-ceph-block-retain'), ...block })).toEqual([]);
    expect(told(production, { storageClass: named('rook-cephfs'), ...block })[0]).toBe(
      "`claims[data].volumeMode` = 'Block': storage class 'rook-cephfs' of cluster 'production' (CephFS) creates only volumes with a file system: the claim would stay Pending. Leave volumeMode at Filesystem, or use another class. [volume-mode-unsupported]",
    );
  });

  test.each([
    ['gp3', 'Block', ['access-mode-unsupported']],
    ['ebs-io2-block', 'Block', []],
    ['ebs-io2-block', 'Filesystem', ['access-mode-unsupported']],
    ['efs-sc', 'Filesystem', []],
  ])('on EKS class %s with volume mode %s answers ReadWriteMany with %j', (name, volumeMode, expected) => {
    const found = check(captured('eks.yaml'), {
      storageClass: named(name),
      volumeMode,
      accessModes: ['ReadWriteMany'],
    });
    expect(codes(found.filter(({ severity }) => severity === 'error'))).toEqual(expected);
  });

  test('on AKS a class with maxShares may give ReadWriteMany, one without does not', () => {
    const rwx = { accessModes: ['ReadWriteMany'] };
    expect(codes(check(captured('aks.json'), rwx))).toContain('access-mode-unsupported');
    expect(codes(check(captured('aks.json'), { ...rwx, storageClass: named('shared-disk') }))).toEqual([]);
  });

  test('a size below the smallest volume is refused', () => {
    expect(told(Cluster.onPlatform(Platform.HETZNER), { size: '5Gi' })[0]).toBe(
      "`claims[data].size` = '5Gi': must be 10Gi or more on the default storage class 'hcloud-volumes' of cluster 'hetzner' (Hetzner Cloud volumes). Write '10Gi', which is the size that you get and pay for. [size-below-minimum]",
    );
    expect(codes(check(Cluster.onPlatform(Platform.HETZNER), { size: '10Gi' }))).not.toContain('size-below-minimum');
  });

  test('an unknown provisioner yields nothing but what the class itself says', () => {
    const cluster = clusterWith({ provisioner: 'csi.acme.internal', allowVolumeExpansion: false });
    expect(
      check(cluster, { accessModes: ['ReadWriteMany'], volumeMode: 'Block', snapshots: SNAPSHOTS, source: 'claim' }),
    ).toEqual([]);
    expect(codes(check(cluster, { grownTo: '30Gi' }))).toEqual(['expansion-unsupported']);
  });

  test("the cluster's own words about a provisioner come before the built-in ones", () => {
    const cluster = Cluster.of({
      name: 'c',
      storageClasses: [{ name: 'a', provisioner: 'rancher.io/local-path', isDefault: true }],
      provisioners: [
        {
          provisioner: 'rancher.io/local-path',
          accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
          topology: VolumeTopology.ANYWHERE,
          minimumSize: '50Gi',
        },
      ],
    });
    expect(codes(check(cluster, { accessModes: ['ReadWriteMany'] }))).toEqual(['size-below-minimum']);
    expect(codes(check(cluster, { accessModes: ['ReadWriteOncePod'], size: '50Gi' }))).toEqual([
      'access-mode-unsupported',
    ]);
  });
});

describe('growth', () => {
  test('a class without expansion refuses it', () => {
    expect(told(kind, { grownTo: '40Gi' })[0]).toBe(
      "`claims[data].grownTo`: the default storage class 'standard' of cluster 'kind' (local-path provisioner) does not let volumes grow (allowVolumeExpansion is not true): the API server rejects the larger claim. Set grownTo only for clusters whose class can grow volumes. If the provisioner can grow them, set allowVolumeExpansion: true on the class and capture the cluster again. [expansion-unsupported]",
    );
  });

  test('a class with expansion allows it', () => {
    expect(check(production, { storageClass: tier('durable'), grownTo: '40Gi' })).toEqual([]);
  });

  test('a claim without a class cannot grow', () => {
    expect(codes(check(production, { storageClass: none(), grownTo: '40Gi' }))).toEqual(['expansion-unsupported']);
  });

  test('a class that allows what its provisioner is not known to do is doubted', () => {
    const cluster = clusterWith({ provisioner: 'openebs.io/local', reclaimPolicy: ReclaimPolicy.RETAIN });
    expect(codes(check(cluster, { grownTo: '40Gi' }))).toEqual(['expansion-without-effect', 'node-local-volume']);
  });

  test.each(['10Gi', '20Gi', '20480Mi'])('to %s from 20Gi is none', (grownTo) => {
    expect(told(production, { storageClass: tier('durable'), grownTo })).toEqual([
      expect.stringContaining('[growth-not-larger]'),
    ]);
  });

  test('to something that is no quantity is refused', () => {
    expect(codes(check(production, { storageClass: tier('durable'), grownTo: '40 GB' }))).toEqual([
      'growth-size-invalid',
    ]);
  });
});

describe('snapshots, restore and clone', () => {
  test('a provisioner that takes no snapshots refuses all that needs them', () => {
    const errors = check(kind, { snapshots: SNAPSHOTS, source: 'snapshot' }).filter(
      ({ severity }) => severity === 'error',
    );
    expect(codes(errors)).toEqual(['restore-unsupported', 'snapshot-unsupported']);
  });

  test('a driver without a VolumeSnapshotClass is refused where the cluster was asked', () => {
    expect(told(production, { storageClass: named('rook-cephfs'), snapshots: SNAPSHOTS })[0]).toBe(
      "`claims[data].snapshots`: cluster 'production' has no VolumeSnapshotClass for driver 'rook-ceph.cephfs.csi.ceph.com' of storage class 'rook-cephfs', only csi-rbdplugin-snapclass (rook-ceph.rbd.csi.ceph.com). Install one for that driver and capture the cluster again. [no-volume-snapshot-class]",
    );
    expect(check(production, { storageClass: tier('durable'), snapshots: SNAPSHOTS, source: 'snapshot' })).toEqual([]);
    expect(codes(check(captured('gke.yaml'), { snapshots: SNAPSHOTS }))).toEqual(['reclaim-policy-delete']);
  });

  test('without a class nothing can be restored or cloned', () => {
    expect(codes(check(production, { storageClass: none(), source: 'claim' }))).toEqual(['clone-unsupported']);
    expect(codes(check(production, { storageClass: none(), source: 'snapshot' }))).toEqual(['restore-unsupported']);
  });
});

describe('dangers', () => {
  test('a volume that is deleted with its claim is told, with a class that keeps it', () => {
    expect(told(production)).toEqual([
      "`claims[data].storageClass`: the default storage class 'rook-ceph-block' of cluster 'production' (Ceph RBD) deletes the volume and its data as soon as the claim is deleted (reclaimPolicy: Delete). Use class 'rook-ceph-block-retain', which keeps volumes, or acknowledge this and keep backups. [reclaim-policy-delete]",
    ]);
  });

  test('volumes of one node are told, and the more where a spread is asked for', () => {
    const message = (spread: Spread): string => check(captured('k3s.yaml'), {}, spread)[1]!.message;
    expect(message({})).toBe(
      "the default storage class 'local-path' of cluster 'k3s' (local-path provisioner) keeps each volume on one node. Its pod can start on no other node, and if the node is lost, so is the data",
    );
    expect(message({ nodes: 'preferred' })).toContain('contradicts the required spread');
  });

  test('volumes of one zone are told where a spread over zones is required, not where it is preferred', () => {
    const found = (zones?: 'required' | 'preferred'): string[] => codes(check(captured('gke.yaml'), {}, { zones }));
    expect(found('required')).toEqual(['reclaim-policy-delete', 'zonal-volume-spread']);
    expect(found('preferred')).toEqual(['reclaim-policy-delete']);
  });

  test('Immediate binding is told for volumes of a zone or a node, and for no others', () => {
    const found = (provisioner: string): string[] =>
      codes(check(clusterWith({ provisioner, volumeBindingMode: VolumeBindingMode.IMMEDIATE })));
    expect(found('ebs.csi.aws.com')).toEqual(['immediate-binding']);
    expect(found('topolvm.io')).toEqual(['node-local-volume', 'immediate-binding']);
    expect(found('nfs.csi.k8s.io')).toEqual([]);
    expect(found('csi.acme.internal')).toEqual([]);
  });

  test('zone-redundant and regional disks are not taken for zonal ones', () => {
    const found = (provisioner: string, parameters: Record<string, string>): string[] =>
      codes(check(clusterWith({ provisioner, parameters }), {}, { zones: 'required' }));
    expect(found('disk.csi.azure.com', { skuName: 'Premium_LRS' })).toEqual(['zonal-volume-spread']);
    expect(found('disk.csi.azure.com', { skuname: 'Premium_ZRS' })).toEqual([]);
    expect(found('pd.csi.storage.gke.io', { type: 'pd-ssd' })).toEqual(['zonal-volume-spread']);
    expect(found('pd.csi.storage.gke.io', { 'replication-type': 'regional-pd' })).toEqual([]);
  });

  test('one claim for several pods is told where one node may use it, and refused where one pod may', () => {
    const shared = (mode: string): string[] =>
      codes(check(production, { storageClass: tier('durable'), sharedByPods: true, accessModes: [mode] }));
    expect(shared('ReadWriteOnce')).toEqual(['read-write-once-shared']);
    expect(shared('ReadWriteOncePod')).toEqual(['read-write-once-pod-shared']);
  });
});

test('whatever is asked of whatever cluster, the answer is known codes of the right severity, never a crash', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('ebs.csi.aws.com', 'rancher.io/local-path', 'topolvm.io'));
  const storageClass = fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      provisioner: word,
      isDefault: fc.boolean(),
      allowVolumeExpansion: fc.boolean(),
      reclaimPolicy: fc.constantFrom(...Object.values(ReclaimPolicy)),
      volumeBindingMode: fc.constantFrom(...Object.values(VolumeBindingMode)),
      parameters: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.string(),
      ),
      createdAt: fc.string(),
    },
    { requiredKeys: ['name', 'provisioner'] },
  );
  const request = fc.record(
    {
      storageClass: fc.constantFrom(named('a'), named('x'), none(), StorageClassRef.clusterDefault(), tier('t')),
      accessModes: fc.array(fc.oneof(fc.string(), fc.constantFrom('ReadWriteMany', 'ReadWriteOnce'))),
      volumeMode: fc.oneof(fc.string(), fc.constantFrom('Block', 'Filesystem')),
      size: fc.oneof(fc.string(), fc.constantFrom('1Gi', '0')),
      grownTo: fc.oneof(fc.string(), fc.constantFrom('2Gi')),
      sharedByPods: fc.boolean(),
      snapshots: fc.constant(SNAPSHOTS),
      source: fc.constantFrom('snapshot' as const, 'claim' as const),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(storageClass), request, (storageClasses, more) => {
      const cluster = Cluster.of({ name: 'c', storageClasses, tiers: { t: 'b' } });
      const found = check(cluster, more, { zones: 'required' });
      for (const one of found) {
        expect(STORAGE_CODE_NAMES).toContain(one.code);
        expect(SYNTH_CODES[one.code].kind).toBe(one.severity);
        expect(one.remedy).not.toMatch(/\.$|^$/);
        expect(one.message).not.toMatch(/\.$|^$/);
      }
      expect(check(cluster, more, { zones: 'required' })).toEqual(found);
    }),
    { numRuns: 300 },
  );
});
