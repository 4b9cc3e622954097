import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../lib/cli/main';
import { parseCapture } from '../../lib/storage/capture';
import { Cluster } from '../../lib/storage/cluster';
import { effectiveDefault } from '../../lib/storage/default-class';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';

/** Default classes would be everybody's, so they are made on a server of this run only. */
const onOwnServer = cluster.own ? describe : describe.skip;
const withControllers = cluster.controllers ? test : test.skip;

const GA = 'storageclass.kubernetes.io/is-default-class';
const BETA = 'storageclass.beta.kubernetes.io/is-default-class';
const made: KubeObject[] = [];
let namespace: string;

beforeAll(async () => {
  namespace = await newNamespace('storage');
});

afterAll(async () => {
  await Promise.all(made.map((object) => client.delete(object)));
});

async function storageClass(name: string, annotations: Record<string, string>, more: object = {}): Promise<void> {
  const object = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: `${cluster.run}-${name}`, annotations },
    provisioner: 'example.com/none',
    ...more,
  };
  good(await client.create(object));
  made.push(object);
}

const claim = (name: string, storageClassName: string | undefined, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName,
    resources: { requests: { storage: '5Gi' } },
    ...more,
  },
});

/** The class that a claim without one would get now; undefined for none. */
async function defaultClass(): Promise<string | undefined> {
  return good(await client.create(claim('probe', undefined), { dryRun: 'All' })).spec.storageClassName as
    string | undefined;
}

/** What the library makes of the same cluster. */
async function predicted(): Promise<string | undefined> {
  const { stdout } = await kubectl(['get', 'storageclass', '-o', 'yaml']);
  return effectiveDefault(parseCapture(stdout, 'capture', 'StorageClass').storageClasses ?? [])?.name;
}

/** Waits until admission has seen the last class, and compares. */
async function agrees(name: string | undefined): Promise<void> {
  const expected = name === undefined ? undefined : `${cluster.run}-${name}`;
  expect(await predicted()).toBe(expected);
  await eventually(async () => (await defaultClass()) === expected, 15, `default class ${String(expected)}`);
}

/** Creation times are whole seconds, and only a later one is newer. */
const nextSecond = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1100));

onOwnServer('the default class', () => {
  test('no class is marked: none; a class is marked by the beta annotation: that one; then by the other: the newest', async () => {
    await storageClass('plain', {});
    await agrees(undefined);
    await storageClass('beta', { [BETA]: 'true' });
    await agrees('beta');
    await nextSecond();
    await storageClass('ga', { [GA]: 'true' });
    await agrees('ga');
  });

  test('true is written in lower case, and one annotation is enough', async () => {
    await nextSecond();
    await storageClass('upper', { [GA]: 'TRUE' });
    await agrees('ga');
    await nextSecond();
    await storageClass('both', { [GA]: 'false', [BETA]: 'true' });
    await agrees('both');
  });

  test('of classes of one second the first by name', async () => {
    await nextSecond();
    await Promise.all(['zz', 'aa', 'mm'].map((name) => storageClass(name, { [GA]: 'true' })));
    await eventually(async () => (await defaultClass()) === (await predicted()), 15, 'the predicted class');
  });

  test('the empty name stays empty, whatever the default is', async () => {
    expect(good(await client.create(claim('none', ''), { dryRun: 'All' })).spec.storageClassName).toBe('');
  });

  withControllers(
    'a claim that was there before gets the default class later, one with the empty name never',
    async () => {
      // Made while a default exists, so that name is taken away first.
      const defaults = made.filter(({ metadata }) => Object.values(metadata.annotations).includes('true'));
      await Promise.all(defaults.map((object) => client.delete(object)));
      made.splice(0, made.length, ...made.filter((object) => !defaults.includes(object)));
      await eventually(async () => (await defaultClass()) === undefined, 15, 'no default class');
      good(await client.create(claim('early', undefined)));
      good(await client.create(claim('empty', '')));
      await storageClass('late', { [GA]: 'true' });
      const early = await eventually(async () => {
        const { spec } = await client.get(claim('early', undefined));
        return (spec.storageClassName as string | undefined) ?? false;
      }, 90);
      expect(early).toBe(`${cluster.run}-late`);
      expect((await client.get(claim('empty', ''))).spec.storageClassName).toBe('');
    },
    120_000,
  );
});

test('the command capture writes what the server has, in a form that is read back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'));
  const discard = new PassThrough().resume();
  const code = await main(['capture', '--out', 'here'], {
    cwd: folder,
    env: { PATH: `${dirname(cluster.kubectl)}${delimiter}${process.env.PATH ?? ''}`, KUBECONFIG: cluster.kubeconfig },
    stdin: process.stdin,
    stdout: discard,
    stderr: discard,
  });
  expect(code).toBe(0);
  const { stdout } = await kubectl(['get', 'storageclass', '-o', 'yaml']);
  expect(readFileSync(join(folder, 'here', 'storage-classes.yaml'), 'utf8')).toBe(stdout);
  expect(Cluster.fromFolder(join(folder, 'here')).kubernetesVersion).toBe(`1.${cluster.minor}`);
});

test('a class that does not exist is accepted, and the claim waits for it', async () => {
  expect(good(await client.create(claim('missing', 'no-such-class'))).status.phase).toBe('Pending');
});

test('ReadWriteOncePod beside another mode is refused', async () => {
  const answer = await client.create(claim('modes', '', { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }));
  expect([answer.status, answer.body.message]).toEqual([
    422,
    expect.stringContaining('may not use ReadWriteOncePod with other access modes'),
  ]);
});

onOwnServer('growth of a bound claim', () => {
  const classes: Record<string, boolean | undefined> = { grows: true, stays: false, silent: undefined };

  /** A claim that is bound to a volume made by hand, as if its class had made it. */
  async function bound(name: string, className: string): Promise<void> {
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${cluster.run}-${name}` },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '5Gi' },
        storageClassName: className,
        hostPath: { path: '/tmp/never-used' },
        claimRef: { namespace, name },
      },
    };
    good(await client.create(volume));
    made.push(volume);
    good(await client.create(claim(name, className, { volumeName: volume.metadata.name })));
    await eventually(
      async () => (await client.get(claim(name, className))).status.phase === 'Bound',
      90,
      `${name} bound`,
    );
  }

  async function resize(name: string, storage: string): Promise<[number, string]> {
    const { status, body } = await client.request(
      'PATCH',
      `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`,
      {},
      { spec: { resources: { requests: { storage } } } },
      'application/merge-patch+json',
    );
    return [status, status === 200 ? (body.spec.resources.requests.storage as string) : (body.message as string)];
  }

  withControllers(
    'is allowed by a class with allowVolumeExpansion alone',
    async () => {
      for (const [name, allowVolumeExpansion] of Object.entries(classes)) {
        await storageClass(name, {}, { allowVolumeExpansion });
      }
      // A claim that the controller meets before its volume waits for the next round, 15 s later.
      await Promise.all([
        ...Object.keys(classes).map((name) => bound(`of-${name}`, `${cluster.run}-${name}`)),
        bound('of-none', ''),
        bound('of-gone', 'no-such-class'),
      ]);
      const refused = [
        403,
        expect.stringContaining(
          'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
        ),
      ];
      expect(await resize('of-grows', '8Gi')).toEqual([200, '8Gi']);
      for (const name of ['of-stays', 'of-silent', 'of-none', 'of-gone']) {
        expect([name, ...(await resize(name, '8Gi'))]).toEqual([name, ...refused]);
      }
    },
    120_000,
  );

  withControllers('never goes below what the volume has', async () => {
    expect(await resize('of-grows', '1Gi')).toEqual([422, expect.stringContaining('field can not be less than')]);
  });

  test('is refused before the claim is bound', async () => {
    expect(await resize('missing', '8Gi')).toEqual([422, expect.stringContaining('spec is immutable after creation')]);
  });
});
