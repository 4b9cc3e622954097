import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../lib/cli/main';

const CLASSES = readFileSync(join(__dirname, 'captures', 'gke.yaml'), 'utf8');
const SNAPSHOTS = `apiVersion: v1
items:
- apiVersion: snapshot.storage.k8s.io/v1
  deletionPolicy: Delete
  driver: pd.csi.storage.gke.io
  kind: VolumeSnapshotClass
  metadata:
    name: pd
kind: List
`;

interface Answer {
  readonly out?: string;
  readonly err?: string;
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
}

/** A kubectl that answers by the words that its arguments end with, and writes down what it was asked. */
function fakeKubectl(folder: string, answers: Record<string, Answer>): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const cases = Object.entries(answers).map(([words, { out = '', err }], index) => {
    writeFileSync(join(bin, `${index}`), err ?? out);
    return `  *"${words}"*) ${err === undefined ? `/bin/cat "${bin}/${index}"` : `/bin/cat "${bin}/${index}" >&2; exit 1`} ;;`;
  });
  const script = `#!/bin/sh\necho "$*" >> "${bin}/asked"\ncase "$*" in\n${cases.join('\n')}\n  *) echo "unexpected: $*" >&2; exit 1 ;;\nesac\n`;
  writeFileSync(join(bin, 'kubectl'), script);
  chmodSync(join(bin, 'kubectl'), 0o755);
  return bin;
}

const usual: Record<string, Answer> = {
  'config current-context': { out: 'gke_team_europe-west1_prod\n' },
  'get storageclass -o yaml': { out: CLASSES },
  'get volumesnapshotclasses.snapshot.storage.k8s.io': { out: SNAPSHOTS },
  'version -o json': { out: '{"serverVersion":{"gitVersion":"v1.31.4-gke.1183000"}}' },
};

async function capture(
  args: string[],
  answers: Record<string, Answer>,
  folder = mkdtempSync(join(tmpdir(), 'cap-')),
): Promise<Ran> {
  const path = Object.keys(answers).length === 0 ? folder : fakeKubectl(folder, answers);
  const output = { stdout: '', stderr: '' };
  const collect = (key: 'stdout' | 'stderr'): PassThrough => {
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => (output[key] += chunk.toString()));
    return stream;
  };
  const code = await main(['capture', ...args], {
    cwd: folder,
    env: { PATH: path },
    stdin: Readable.from([]),
    stdout: collect('stdout'),
    stderr: collect('stderr'),
  });
  return { code, ...output, folder };
}

const files = (folder: string): string[] => readdirSync(folder).sort();

test('the current cluster is written as kubectl prints it, into a folder of the name of its context', async () => {
  const { code, stdout, stderr, folder } = await capture([], usual);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const cluster = join(folder, 'clusters', 'gke_team_europe-west1_prod');
  expect(files(cluster)).toEqual(['cluster.yaml', 'storage-classes.yaml', 'volume-snapshot-classes.yaml']);
  expect(readFileSync(join(cluster, 'storage-classes.yaml'), 'utf8')).toBe(CLASSES);
  expect(readFileSync(join(cluster, 'volume-snapshot-classes.yaml'), 'utf8')).toBe(SNAPSHOTS);
  expect(readFileSync(join(cluster, 'cluster.yaml'), 'utf8')).toContain('kubernetesVersion: "1.31"\n');
  expect(stdout).toBe(`clusters/gke_team_europe-west1_prod/storage-classes.yaml: 4 storage classes, default standard-rwo
clusters/gke_team_europe-west1_prod/volume-snapshot-classes.yaml: 1 snapshot class
clusters/gke_team_europe-west1_prod/cluster.yaml: Kubernetes 1.31; add the rest yourself
`);
});

test('another context and another folder are taken as given', async () => {
  const { folder } = await capture(['--context', 'arn:aws:eks:eu:1:cluster/prod', '--out', 'here'], usual);
  expect(files(join(folder, 'here'))).toContain('storage-classes.yaml');
  const asked = readFileSync(join(folder, 'bin', 'asked'), 'utf8');
  expect(asked).toContain('--context=arn:aws:eks:eu:1:cluster/prod');
  expect(asked).not.toContain('current-context');
});

test('a context that is no name of a folder becomes one', async () => {
  const { folder } = await capture(['--context', 'arn:aws:eks:eu:1:cluster/prod'], usual);
  expect(files(join(folder, 'clusters'))).toEqual(['arn-aws-eks-eu-1-cluster-prod']);
});

test('what was written by hand stays, and what no longer fits it is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cap-'));
  const settings = join(folder, 'here', 'cluster.yaml');
  const text = 'kubernetesVersion: "1.29" # until May\ntiers: {fast: premium-rwo, slow: nearline}\n';
  mkdirSync(dirname(settings));
  writeFileSync(settings, text);
  const { code, stderr } = await capture(['--out', 'here'], usual, folder);
  expect(code).toBe(0);
  expect(readFileSync(settings, 'utf8')).toBe(text);
  expect(stderr)
    .toBe(`stateful-web-app: here/cluster.yaml says Kubernetes 1.29, the cluster runs 1.31. Write kubernetesVersion: "1.31"
stateful-web-app: here/cluster.yaml: tiers.slow is 'nearline', a class that the cluster does not have
`);
});

test('a cluster without the snapshot API has no snapshot classes', async () => {
  const err = `error: the server doesn't have a resource type "volumesnapshotclasses"\n`;
  const { stdout } = await capture(['--out', 'here'], {
    ...usual,
    'get volumesnapshotclasses': { err },
    'get volumesnapshotclasses.snapshot.storage.k8s.io': { err },
  });
  expect(stdout).toContain('here/volume-snapshot-classes.yaml: 0 snapshot classes\n');
});

test('snapshot classes that may not be listed stay unknown', async () => {
  const err = 'Error from server (Forbidden): volumesnapshotclasses is forbidden: User "dev" cannot list\n';
  const { code, stderr, folder } = await capture(['--out', 'here'], {
    ...usual,
    'get volumesnapshotclasses.snapshot.storage.k8s.io': { err },
  });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'stateful-web-app: here/volume-snapshot-classes.yaml is not written: you may not list VolumeSnapshotClasses\n',
  });
  expect(files(join(folder, 'here'))).toEqual(['cluster.yaml', 'storage-classes.yaml']);
});

test.each([
  ['no kubectl', {}, 'stateful-web-app: kubectl was not found. Install it, or put it on the PATH\n'],
  [
    'no current context',
    { 'config current-context': { err: 'error: current-context is not set\n' } },
    'stateful-web-app: kubectl has no current context. Give one with --context. kubectl config get-contexts lists them\n',
  ],
  [
    'no right to ask',
    {
      ...usual,
      'get storageclass -o yaml': {
        err: 'Error from server (Forbidden): storageclasses.storage.k8s.io is forbidden: User "dev" cannot list resource "storageclasses" in API group "storage.k8s.io"\n',
      },
    },
    'stateful-web-app: kubectl get storageclass -o yaml failed: Error from server (Forbidden): storageclasses.storage.k8s.io is forbidden: User "dev" cannot list resource "storageclasses" in API group "storage.k8s.io". Ask for the right to get and list storageclasses in group storage.k8s.io\n',
  ],
  [
    'an answer that is none',
    { ...usual, 'get storageclass -o yaml': { out: 'hello' } },
    'stateful-web-app: kubectl get storageclass: holds text, not objects. Capture it again: kubectl get storageclass -o yaml\n',
  ],
])('%s is an error in words, and nothing is written', async (_, answers: Record<string, Answer>, message) => {
  const { code, stderr, folder } = await capture(['--out', 'here'], answers);
  expect({ code, stderr }).toEqual({ code: 1, stderr: message });
  expect(files(folder)).not.toContain('here');
});
