import fc from '../support/fast-check';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseCapture } from '../../lib/storage/capture';
import { Cluster } from '../../lib/storage/cluster';
import { UserError } from '../../lib/messages/user-error';
import { captured } from './support';

const parse = (text: string): ReturnType<typeof parseCapture> => parseCapture(text, 'sc.yaml', 'StorageClass');
const small = (fields: object): string =>
  stringify({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'a' },
    provisioner: 'p',
    ...fields,
  });

test.each([
  ['eks.yaml', ['ebs-io2-block', 'efs-sc', 'gp2', 'gp3']],
  ['gke.yaml', ['premium-rwo', 'standard', 'standard-rwo', 'standard-rwx']],
  ['aks.json', ['azurefile', 'default', 'shared-disk']],
  ['digitalocean.yaml', ['do-block-storage', 'do-block-storage-retain']],
  ['k3s.yaml', ['local-path']],
  ['odd.yaml', ['10.gold--x.y', 'default', 'local', 'silver']],
  ['none.yaml', []],
])('reads %s as kubectl prints it', (file, names) => {
  expect(captured(file).storageClassNames).toEqual(names);
});

test('takes every field that checks need, and the defaults of the API where a field is absent', () => {
  expect(parse(small({})).storageClasses).toEqual([
    {
      name: 'a',
      provisioner: 'p',
      isDefault: false,
      allowVolumeExpansion: false,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      parameters: {},
      createdAt: undefined,
    },
  ]);
});

test('a typed list, whose items do not repeat their kind, is read as well', () => {
  const text = stringify({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClassList',
    items: [{ metadata: { name: 'a' }, provisioner: 'p' }],
  });
  expect(parse(text).storageClasses).toHaveLength(1);
});

test('snapshot classes beside storage classes are known; without any, nobody looked', () => {
  expect(captured('digitalocean.yaml')._knowledge.snapshotClasses).toEqual([
    { name: 'do-block-storage', driver: 'dobs.csi.digitalocean.com', isDefault: true, deletionPolicy: 'Delete' },
  ]);
  expect(captured('k3s.yaml')._knowledge.snapshotClasses).toBeUndefined();
  expect(parseCapture('kind: List\nitems: []', 'vsc.yaml', 'VolumeSnapshotClass').snapshotClasses).toEqual([]);
});

test("UTF-16, as PowerShell's > writes it, is read", () => {
  const file = join(mkdtempSync(join(tmpdir(), 'capture-')), 'storage-classes.yaml');
  const text = readFileSync(join(__dirname, 'captures', 'k3s.yaml'), 'utf8').replace(/\n/g, '\r\n');
  writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le'));
  expect(Cluster.fromFiles({ name: 'k3s', captures: [file] }).storageClassNames).toEqual(['local-path']);
});

test.each([
  [
    'nothing',
    '',
    "sc.yaml: is empty. A cluster without classes is captured as a List with 'items: []': kubectl get storageclass -o yaml > sc.yaml",
  ],
  ['comments', '# later\n', 'sc.yaml: is empty.'],
  [
    'a table',
    'NAME                 PROVISIONER             RECLAIMPOLICY\nstandard (default)   rancher.io/local-path   Delete\n',
    'It looks like a table; ask for YAML: kubectl get storageclass -o yaml',
  ],
  ['no resources', 'No resources found\n', 'sc.yaml: holds text, not objects. It looks like a table'],
  ['broken YAML', 'a: [1\nb: 2', 'sc.yaml: is not YAML: '],
  [
    'another kind',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}',
    'sc.yaml: Deployment web: is neither a StorageClass',
  ],
  [
    'no provisioner',
    small({ provisioner: undefined }),
    'sc.yaml: StorageClass a: provisioner must be a name, not left out',
  ],
  ['no name', small({ metadata: {} }), 'sc.yaml: StorageClass number 1: metadata.name must be a name, not left out'],
  [
    'a wrong policy',
    small({ reclaimPolicy: 'Keep' }),
    "sc.yaml: StorageClass a: reclaimPolicy must be Delete or Retain or Recycle, not 'Keep'",
  ],
  [
    'a flag in quotes',
    small({ allowVolumeExpansion: 'true' }),
    "allowVolumeExpansion must be true or false, not 'true'",
  ],
  [
    'an annotation without quotes',
    small({ metadata: { name: 'a', annotations: { x: true } } }),
    'metadata.annotations[x] must be text, not true. Put it in quotes',
  ],
  ['one class twice', `${small({})}---\n${small({})}`, 'sc.yaml: StorageClass a: is there twice'],
  ['a list of text', 'kind: List\nitems: [a]', 'sc.yaml: items[0] must be an object'],
])('%s is an error that says so', (_, text, message) => {
  expect(() => parse(text)).toThrow(UserError);
  expect(() => parse(text)).toThrow(message);
});

test('whatever a file holds, it is read or refused in words, never a crash', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.object().map((value) => stringify(value)),
    fc
      .record(
        {
          apiVersion: fc.constantFrom('storage.k8s.io/v1', 'v1', 'snapshot.storage.k8s.io/v1'),
          kind: fc.constantFrom('StorageClass', 'List', 'StorageClassList', 'VolumeSnapshotClass'),
          metadata: fc.oneof(fc.record({ name: fc.string(), annotations: fc.anything() }), fc.anything()),
          provisioner: fc.anything(),
          parameters: fc.anything(),
          reclaimPolicy: fc.anything(),
          items: fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map(
        (value) =>
          JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? '',
      ),
  );
  fc.assert(
    fc.property(anything, (text) => {
      try {
        parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 500 },
  );
});

test('a file that refers to itself is refused in words', () => {
  expect(() => parse('&a\nkind: List\nitems: *a')).toThrow(UserError);
  expect(() =>
    parse('apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: &p [*p]'),
  ).toThrow(UserError);
});
