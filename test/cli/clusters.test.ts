import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plan } from '../../lib/plan';
import { writeKustomization } from '../../lib/synth/kustomization';
import { run, type Run } from './run';

const web = (replicas: number, storageClassName = 'fast'): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: ${replicas}
  serviceName: ''
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'example/web:1.4'}]}
  volumeClaimTemplates:
    - metadata: {name: www}
      spec: {accessModes: [ReadWriteOnce], storageClassName: ${storageClassName}, resources: {requests: {storage: 1Gi}}}
`;

let cwd = '';
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
};
const cluster = (folder: string, text: string): void => {
  write(`${folder}/Kustomization`, writeKustomization(['web.k8s.yaml']));
  write(`${folder}/web.k8s.yaml`, text);
};
const planned = (...args: string[]): Promise<Run> => run(['plan', ...args], { cwd, engine: plan });

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'clusters-'));
  for (const name of ['kind', 'production']) cluster(`before/${name}`, web(2));
  cluster('after/kind', web(2));
  cluster('after/production', web(2, 'slow'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

test('a folder with a folder for each cluster is planned cluster by cluster', async () => {
  const { code, out } = await planned('before', 'after');
  expect(code).toBe(2);
  expect(out).toMatch(
    /^Cluster kind\nNo change: Kubernetes 1\.37 does nothing with this\.\n\nCluster production\nREJECTED/,
  );
  expect(out).toMatch(/\n2 clusters \(production rejected; 1 without changes\)\. Stop: production\.\n$/);
});

test('JSON gives the plan of each cluster as that of one, with its name first', async () => {
  const all = JSON.parse((await planned('before', 'after', '--format', 'json')).out) as {
    impact: string;
    clusters: { cluster: string; impact: string }[];
  };
  const one = JSON.parse((await planned('before/production', 'after/production', '--format', 'json')).out) as Record<
    string,
    unknown
  >;
  expect(Object.keys(all)).toEqual(['impact', 'clusters']);
  expect(all.impact).toBe('rejected');
  expect(all.clusters.map((each) => [each.cluster, each.impact])).toEqual([
    ['kind', 'none'],
    ['production', 'rejected'],
  ]);
  expect(all.clusters[1]).toEqual({ cluster: 'production', ...one });
  expect(Object.keys(all.clusters[1]!)).toEqual(['cluster', 'kubernetes', 'impact', 'changes']);
});

test('Markdown has a table of the clusters, and the worst of them first', async () => {
  const { out } = await planned('before', 'after', '--format', 'markdown');
  expect(out).toMatch(
    /^<!-- stateful-web-app plan -->\n### Plan: rejected\n\n2 clusters\. \*\*Stops:\*\* `production`\.\n/,
  );
  expect(out).toContain('| `production` | rejected | 1 rejected |\n| `kind` | none | no change |');
  expect(out.indexOf('#### `production`: rejected')).toBeLessThan(out.indexOf('#### `kind`: none'));
});

test('one cluster in a folder is told as one', async () => {
  for (const side of ['before', 'after']) rmSync(join(cwd, side, 'kind'), { recursive: true });
  const { out } = await planned('before', 'after', '--format', 'json');
  expect(Object.keys(JSON.parse(out) as object)).toEqual(['kubernetes', 'impact', 'changes']);
});

test('a cluster that comes is all new, and one that goes is deleted, and told', async () => {
  cluster('after/staging', web(1));
  rmSync(join(cwd, 'after/kind'), { recursive: true });
  const { out, err } = await planned('before', 'after', '--format', 'json');
  const { clusters } = JSON.parse(out) as { clusters: { cluster: string; impact: string }[] };
  expect(clusters.map((each) => [each.cluster, each.impact])).toEqual([
    ['kind', 'outage'],
    ['production', 'rejected'],
    ['staging', 'create'],
  ]);
  expect(err).toContain('note: AFTER (after) no longer has the cluster kind: everything in it counts as deleted\n');
  expect(err).toContain('note: BEFORE (before, cluster staging) contains no objects: everything counts as new\n');
});

test('a cluster that keeps its folder and loses its objects is refused', async () => {
  write('after/kind/web.k8s.yaml', '');
  expect(await planned('before', 'after')).toMatchObject({
    code: 1,
    out: '',
    err: 'stateful-web-app: AFTER (after, cluster kind) contains no objects, so everything that is applied now would be removed. Correct it, or give /dev/null if this is intended\n',
  });
});

test('nothing on one side is nothing in each cluster', async () => {
  expect((await planned('/dev/null', 'after')).out).toContain('2 clusters (kind create, production create)');
  expect((await planned('before', '/dev/null')).out).toContain('2 clusters (kind outage, production outage)');
});

test('a stream beside several clusters is refused', async () => {
  const { code, err } = await run(['plan', '-', 'after'], { cwd, stdin: web(2), engine: plan });
  expect(code).toBe(1);
  expect(err).toBe(
    'stateful-web-app: BEFORE (standard input) is one stream, and the other side contains the clusters kind, production. Give the folder of one of them\n',
  );
});

test('what stands beside the clusters is a plan of its own', async () => {
  for (const side of ['before', 'after']) {
    write(`${side}/extra.yaml`, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${side}}\n`);
    write(`${side}/notes.json`, '{}');
  }
  expect((await planned('before', 'after')).out).toContain(
    '3 clusters (. delete, production rejected; 1 without changes). Stop: production.',
  );
});

describe('--cluster', () => {
  const described = (folder: string, version: string, expansion: boolean): void => {
    write(`${folder}/cluster.yaml`, `kubernetesVersion: '${version}'\n`);
    write(
      `${folder}/storage-classes.yaml`,
      `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nallowVolumeExpansion: ${expansion}\n`,
    );
  };
  beforeEach(() => {
    described('clusters/kind', '1.30', true);
    described('clusters/production', '1.31', false);
  });
  const versions = async (...args: string[]): Promise<string[]> =>
    (
      JSON.parse((await planned(...args, '--format', 'json')).out) as { clusters: { kubernetes: string }[] }
    ).clusters.map((each) => each.kubernetes);

  test('with a folder for each tells each its own version', async () => {
    expect(await versions('before', 'after', '--cluster', 'clusters')).toEqual(['1.30', '1.31']);
    expect(await versions('before', 'after', '--cluster', 'clusters', '--kubernetes', '1.36')).toEqual([
      '1.36',
      '1.36',
    ]);
  });

  test('names clusters whose folders have no Kustomization', async () => {
    for (const side of ['before', 'after']) {
      for (const name of ['kind', 'production']) rmSync(join(cwd, side, name, 'Kustomization'));
    }
    expect((await planned('before', 'after')).err).toContain(
      'If these folders belong to different clusters, write a Kustomization into each, or name the clusters with --cluster',
    );
    expect(await versions('before', 'after', '--cluster', 'clusters')).toEqual(['1.30', '1.31']);
  });

  test('is refused where it describes one and the plan is for several, or the other way round', async () => {
    expect((await planned('before', 'after', '--cluster', 'clusters/kind')).err).toBe(
      "stateful-web-app: 'clusters/kind' describes one cluster, and this plan is for several. Give the parent folder, with a folder for each cluster, such as kind\n",
    );
    expect((await planned('before/kind', 'after/kind', '--cluster', 'clusters')).err).toBe(
      "stateful-web-app: 'clusters' describes the clusters kind, production, and this plan is for one. Give the folder of that one\n",
    );
  });

  test('is read from git as well, with the version', async () => {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, encoding: 'utf8' });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'all');
    rmSync(join(cwd, 'clusters'), { recursive: true });
    expect(await versions('git:HEAD:before', 'after', '--cluster', 'git:HEAD:clusters')).toEqual(['1.30', '1.31']);
  });
});

test('a danger is accepted in every cluster, or in the one that is named', async () => {
  cluster('after/kind', web(2, 'slow'));
  const accept = async (more: string): Promise<Run> => {
    write(
      'accepted.yaml',
      `acknowledgements:\n  - {code: claim-template-storage-class, object: StatefulSet default/web, reason: tried, expires: '2026-12-31'${more}}\n`,
    );
    return planned('before', 'after', '--acknowledge', 'accepted.yaml');
  };
  expect((await accept('')).code).toBe(0);
  const one = await accept(', cluster: kind');
  expect([one.code, one.out.split('\n').at(-2)]).toEqual([
    2,
    '2 clusters (kind rejected, production rejected). Stop: production.',
  ]);
  expect((await accept(', cluster: nowhere')).err).toContain('matches nothing in this plan');
});
