import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, newNamespace } from '../support/kubernetes/cluster';
import { getPod, readyPod, run, sh } from './cluster-actions';

const root = path.resolve(__dirname, '../..');
const page = '/usr/share/nginx/html/index.html';

/** The program of the repository, as its author changes it. */
const program = (namespace: string, claim: string, replicas: number): string => `
import { Chart } from 'cdk8s';
import { Cluster, GitOpsApp, PodSecurityLevel, Probe, StatefulWebApp } from '${root}/lib';

const app = new GitOpsApp();
const chart = new Chart(app.cluster(Cluster.fromFolder('clusters/node')), 'web', { namespace: '${namespace}' });

new StatefulWebApp(chart, 'web', {
  serviceName: 'nginx',
  replicas: ${replicas},
  image: 'nginx:1.22.1',
  port: 80,
  readiness: Probe.tcpSocket({ periodSeconds: 1 }),
  claims: [{ name: 'www', mountPath: '/usr/share/nginx/html', ${claim} }],
  securityLevel: PodSecurityLevel.BASELINE,
  addCapabilities: ['CHOWN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
  writablePaths: ['/run', '/tmp', '/var/cache/nginx', '/var/lib/nginx'],
});

app.synth();
`;

/** A repository whose every commit holds a program and what it gives, and a pipeline that applies what is committed. */
describe('an app that grows, commit by commit', () => {
  let namespace: string;
  let repository: string;
  let before: { pods: KubeObject[]; claims: KubeObject[]; generation: number };

  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=author', '-c', 'user.email=author@example.org', ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
  const pods = (count: number): Promise<KubeObject[]> =>
    Promise.all(Array.from({ length: count }, (_, ordinal) => readyPod(`web-${ordinal}`, namespace)));
  const claims = async (): Promise<KubeObject[]> =>
    (await client.list('v1', 'PersistentVolumeClaim', namespace)).sort((one, other) =>
      (one.metadata.name as string).localeCompare(other.metadata.name as string),
    );
  const sizes = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await claims()).map(({ metadata, spec }) => [
        metadata.name as string,
        spec.resources.requests.storage as string,
      ]),
    );
  const generation = async (): Promise<number> =>
    (await client.get({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web', namespace } })).metadata
      .generation as number;
  const uids = (objects: readonly KubeObject[]): string[] => objects.map(({ metadata }) => metadata.uid as string);
  const pages = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, ordinal) => sh(`web-${ordinal}`, namespace, `cat ${page}`)));

  /** Changes the program, runs it and commits both. What it wrote on standard error comes back. */
  function commit(claim: string, replicas: number, message: string): string {
    fs.writeFileSync(path.join(repository, 'main.ts'), program(namespace, claim, replicas));
    const args = ['--import', require.resolve('tsx'), 'main.ts'];
    const log = path.join(repository, '.git', 'synth.log');
    execFileSync(process.execPath, args, { cwd: repository, stdio: ['ignore', 'ignore', fs.openSync(log, 'w')] });
    git('add', '-A');
    git('commit', '-q', '-m', message);
    return fs.readFileSync(log, 'utf8');
  }

  /** What a pipeline does: it takes what is committed, and nothing else. */
  async function deliver(): Promise<string> {
    const checkout = fs.mkdtempSync(path.join(cluster.folder, 'checkout-'));
    git('worktree', 'add', '-q', '--detach', '-f', checkout, 'HEAD');
    try {
      return await run(['apply', '--validate=strict', '-k', path.join(checkout, 'dist', 'node')]);
    } finally {
      git('worktree', 'remove', '--force', checkout);
    }
  }

  beforeAll(async () => {
    namespace = await newNamespace('growth');
    repository = fs.mkdtempSync(path.join(cluster.folder, 'repository-'));
    git('init', '-q');
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(repository, 'node_modules'));
    fs.writeFileSync(path.join(repository, '.gitignore'), 'node_modules\n');
    const folder = path.join(repository, 'clusters', 'node');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'storage-classes.yaml'), await run(['get', 'storageclass', '-o', 'yaml']));
    fs.writeFileSync(
      path.join(folder, 'cluster.yaml'),
      `kubernetesVersion: '1.${cluster.minor}'\nacknowledge:\n  - code: reclaim-policy-delete\n    reason: a test\n`,
    );
  });

  test('it is deployed and written to', async () => {
    commit("size: '1Gi'", 2, 'Deploy the app');
    await deliver();
    before = { pods: await pods(2), claims: await claims(), generation: await generation() };
    for (const ordinal of [0, 1]) {
      await sh(`web-${ordinal}`, namespace, `echo "hello $(hostname)" >${page}`);
    }
    expect(await sizes()).toEqual({ 'www-web-0': '1Gi', 'www-web-1': '1Gi' });
  });

  test('it grows by one word in code: the requests are new, the data is there, no pod restarted', async () => {
    commit("size: '1Gi', grownTo: '2Gi'", 2, 'Grow the pages');
    expect(git('show', '--format=', '--numstat', 'HEAD', '--', 'dist')).toMatch(
      /^\d+\t0\tdist\/node\/web\.k8s\.yaml\n$/,
    );
    await deliver();

    expect(await sizes()).toEqual({ 'www-web-0': '2Gi', 'www-web-1': '2Gi' });
    expect(uids(await claims())).toEqual(uids(before.claims));
    expect(await generation()).toBe(before.generation);
    const after = await Promise.all([0, 1].map((ordinal) => getPod(`web-${ordinal}`, namespace)));
    expect(uids(after)).toEqual(uids(before.pods));
    expect(after.map(({ status }) => status.containerStatuses[0].restartCount as number)).toEqual([0, 0]);
    expect(await pages(2)).toEqual(['hello web-0', 'hello web-1']);
  });

  test('what was delivered is delivered again, and says that the claims are unchanged', async () => {
    expect((await deliver()).match(/^persistentvolumeclaim\/.*$/gm)).toEqual([
      'persistentvolumeclaim/www-web-0 unchanged',
      'persistentvolumeclaim/www-web-1 unchanged',
    ]);
  });

  test('a replica that is added has a claim of the new size, made from git and adopted', async () => {
    commit("size: '1Gi', grownTo: '2Gi'", 3, 'Add a replica');
    expect(await deliver()).toContain('persistentvolumeclaim/www-web-2 created');
    const added = (await claims())[2];
    await pods(3);

    expect(await sizes()).toEqual({ 'www-web-0': '2Gi', 'www-web-1': '2Gi', 'www-web-2': '2Gi' });
    expect(uids(await claims())[2]).toBe(added.metadata.uid);
    expect(uids((await pods(3)).slice(0, 2))).toEqual(uids(before.pods));
  });

  test('a replica that is taken away and added again finds its data', async () => {
    await sh('web-2', namespace, `echo "hello $(hostname)" >${page}`);
    commit("size: '1Gi', grownTo: '2Gi'", 2, 'Take the replica away');
    await deliver();
    commit("size: '1Gi', grownTo: '3Gi'", 3, 'Add it again, and grow all');
    await deliver();
    await pods(3);

    expect(await pages(3)).toEqual(['hello web-0', 'hello web-1', 'hello web-2']);
    expect(Object.values(await sizes())).toEqual(['3Gi', '3Gi', '3Gi']);
  });

  test('a size below the first never reaches the cluster, and the committed output stays', () => {
    expect(() => commit("size: '1Gi', grownTo: '500Mi'", 3, 'Shrink')).toThrow();
    expect(fs.readFileSync(path.join(repository, '.git', 'synth.log'), 'utf8')).toContain('A volume cannot shrink');
    expect(git('status', '--porcelain', 'dist')).toBe('');
  });
});
