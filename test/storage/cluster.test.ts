import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '../support/fast-check';
import { Cluster } from '../../lib/storage/cluster';
import { parseClusterSettings } from '../../lib/storage/cluster-settings';
import { Platform } from '../../lib/storage/platform';
import { StorageClassRef } from '../../lib/storage/storage-class-ref';
import { UserError } from '../../lib/messages/user-error';

const root = join(__dirname, '..', '..', 'clusters');
const settings = (text: string): ReturnType<typeof parseClusterSettings> => parseClusterSettings(text, 'cluster.yaml');

function folder(files: Record<string, string>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cluster-')), 'staging');
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(path, name), text);
  }
  return path;
}

test('the clusters of this repository are read, by name', () => {
  const clusters = Cluster.allIn(root);
  expect(clusters.map(String)).toEqual(["cluster 'kind'", "cluster 'production'"]);
  expect(clusters.map((cluster) => cluster.kubernetesVersion)).toEqual(['1.30', '1.37']);
  expect(clusters.map((cluster) => cluster.storageClassNames)).toEqual([
    ['standard'],
    ['rook-ceph-block', 'rook-ceph-block-retain', 'rook-cephfs'],
  ]);
});

test('a tier resolves to the class of the cluster, everything else to itself', () => {
  const [kind, production] = Cluster.allIn(root);
  const fast = StorageClassRef.tier('fast');
  expect(kind!.resolve(fast).className).toBe('standard');
  expect(production!.resolve(fast).className).toBe('rook-ceph-block');
  for (const other of [StorageClassRef.none(), StorageClassRef.clusterDefault(), StorageClassRef.named('x')]) {
    expect(kind!.resolve(other).isSameAs(other)).toBe(true);
  }
});

test('an unknown tier says which there are', () => {
  expect(() => Cluster.fromFolder(join(root, 'production')).resolve(StorageClassRef.tier('fats'))).toThrow(
    "Cluster 'production' has the tiers durable, fast and shared, not 'fats': did you mean 'fast'?",
  );
});

test('a version without quotes is taken as written, not as a number', () => {
  expect(settings('kubernetesVersion: 1.30').kubernetesVersion).toBe('1.30');
  const cluster = Cluster.fromFolder(folder({ 'cluster.yaml': 'kubernetesVersion: 1.30' }));
  expect(cluster.kubernetesVersion).toBe('1.30');
  expect(cluster.clusterDomain).toBe('cluster.local');
});

test.each(['v1.29.7-eks-a737599', '1.31.4-gke.1183000', 'v1.33.1+k3s1'])('version %s is its minor version', (text) => {
  expect(Cluster.of({ name: 'a', kubernetesVersion: text }).kubernetesVersion).toBe(/1\.\d\d/.exec(text)![0]);
});

test('a missing folder names its neighbours', () => {
  expect(() => Cluster.fromFolder(join(root, 'prodction'))).toThrow(
    "prodction: there is no such folder. Clusters there: kind, production; did you mean 'production'?",
  );
});

test('an empty folder says what belongs into it', () => {
  const path = folder({});
  expect(() => Cluster.fromFolder(path)).toThrow(
    `${path}: contains neither cluster.yaml nor storage-classes.yaml. Write the capture there: kubectl get storageclass -o yaml > ${path}/storage-classes.yaml`,
  );
});

test.each([
  ['kubernetesVersoin: "1.30"', "cluster.yaml: unknown key 'kubernetesVersoin'. Did you mean 'kubernetesVersion'?"],
  ['tiers: [fast]', 'cluster.yaml: tiers must be a map of names, not ["fast"]'],
  ['tiers: {fast: }', 'cluster.yaml: tiers.fast must be text, not null'],
  ['platform: gk', "not 'gk'. Did you mean 'gke'"],
  [
    'provisioners: [{provisioner: a, accessModes: [RWO]}]',
    'provisioners[0].accessModes[0] must be one of ReadWriteOnce',
  ],
  ['provisioners: [{expansion: true}]', 'cluster.yaml: provisioners[0].provisioner is missing'],
  ['acknowledge: [{code: node-local-volume}]', 'cluster.yaml: acknowledge[0].reason is missing'],
  ['[1, 2', 'cluster.yaml: is not YAML: '],
  ['just text', 'cluster.yaml: the file must be a map with kubernetesVersion'],
])('settings with %s are refused in words', (text, message) => {
  expect(() => settings(text)).toThrow(UserError);
  expect(() => settings(text)).toThrow(message);
});

test.each([
  [{ name: '../up' }, "Cluster '../up': name must consist of letters"],
  [{ name: 'a', kubernetesVersion: 'latest' }, "kubernetesVersion must be a version such as '1.37', not 'latest'"],
  [{ name: 'a', clusterDomain: 'Cluster.local' }, "not 'Cluster.local'"],
  [{ name: 'a', tiers: { fast: '' } }, 'tiers.fast must name a storage class'],
  [{ name: 'a', acknowledge: [{ code: 'node-local-volum', reason: 'x' }] }, "did you mean 'node-local-volume'?"],
  [{ name: 'a', acknowledge: [{ code: 'node-local-volume', reason: ' ' }] }, 'has no reason'],
  [
    { name: 'a', provisioners: [{ provisioner: 'p', minimumSize: 'ten' }] },
    "must be a quantity such as '10Gi', not 'ten'",
  ],
])('a cluster in code with %j is refused in words', (props, message) => {
  expect(() => Cluster.of(props)).toThrow(UserError);
  expect(() => Cluster.of(props)).toThrow(message);
});

test('whatever the settings hold, they are read or refused in words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.object().map((value) => JSON.stringify(value)),
      ),
      (text) => {
        try {
          settings(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    ),
  );
});

test('a platform alone is a cluster with the usual classes', () => {
  expect(Cluster.onPlatform(Platform.KIND).storageClassNames).toEqual(['standard']);
});
