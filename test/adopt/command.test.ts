import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { main } from '../../lib/cli/main';
import { WIKI } from './support';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adopt-'));
  fs.writeFileSync(path.join(folder, 'wiki.yaml'), WIKI);
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

async function run(args: readonly string[], stdin = ''): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const sink = (to: keyof typeof texts): Writable =>
    new Writable({
      write: (chunk, _, done) => {
        texts[to] += String(chunk);
        done();
      },
    });
  const io = { cwd: folder, env: {}, stdin: Readable.from([stdin]), stdout: sink('out'), stderr: sink('err') };
  const code = await main(['adopt', ...args], io);
  return { code, ...texts };
}

test('writes a project, says that nothing changes, and what to do next', async () => {
  const { code, out, err } = await run(['wiki.yaml', '--out', 'project']);

  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('No change');
  expect(err).toContain('Secret wiki-db');
  expect(fs.readdirSync(path.join(folder, 'project')).sort()).toEqual([
    '.gitignore',
    'apps',
    'cdk8s.yaml',
    'main.ts',
    'manifests',
    'package.json',
    'tsconfig.json',
  ]);
});

test('prints the program where no folder is named, and reads standard input', async () => {
  const { code, out } = await run(['-', '-n', 'wiki'], WIKI);

  expect(code).toBe(0);
  expect(out).toContain("new StatefulWebApp(chart, 'wiki', {");
  expect(out).toContain("{ namespace: 'wiki' }");
});

test.each(['argocd', 'flux', 'kubectl', 'helm'])('tells how a release of Helm is handed to %s', async (pipeline) => {
  const labelled = WIKI.replace('labels: { app: wiki }', 'labels: { app: wiki, app.kubernetes.io/managed-by: Helm }');
  const { err } = await run(['-', '--pipeline', pipeline], labelled);

  expect(err).toContain('owner=helm');
  expect(err).toContain('plan --live');
});

test('tells of a password in plain text, and does not print it', async () => {
  const plain = WIKI.replace('{ name: MODE, value: production }', '{ name: ADMIN_PASSWORD, value: hunter3 }');
  const { err } = await run(['-'], plain);

  expect(err).toContain('ADMIN_PASSWORD');
  expect(err).not.toContain('hunter3');
  expect((await run(['-'], WIKI)).err).not.toContain('plain text');
});

test('overwrites nothing', async () => {
  fs.mkdirSync(path.join(folder, 'project'));
  fs.writeFileSync(path.join(folder, 'project', 'mine.txt'), '');
  const { code, err } = await run(['wiki.yaml', '--out', 'project']);

  expect(code).toBe(1);
  expect(err).toContain("'project' is not empty");
  expect(fs.readdirSync(path.join(folder, 'project'))).toEqual(['mine.txt']);
});

test.each<[string, readonly string[], string]>([
  ['no source', [], 'Give SOURCE'],
  ['a source that is not there', ['nothing.yaml'], 'nothing.yaml'],
  ['a cluster that is none', ['wiki.yaml', '--cluster', 'nowhere'], 'no such folder'],
  ['a context without --live', ['wiki.yaml', '--context', 'a'], 'Add --live'],
  ['a source beside --live', ['wiki.yaml', '--live'], 'without SOURCE'],
  ['a pipeline that is none', ['wiki.yaml', '--pipeline', 'tiller'], 'tiller'],
])('%s is an error of the user', async (_, args, message) => {
  const { code, err } = await run(args);

  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
});

test('what cannot be read is told with its place', async () => {
  fs.writeFileSync(path.join(folder, 'bad.yaml'), 'apiVersion: v1\nkind: Service\nmetadata:\n  name: [\n');
  const { code, err } = await run(['bad.yaml']);

  expect(code).toBe(1);
  expect(err).toContain('bad.yaml, document 1, line');
});

test("a cluster's folder goes into the project, and its classes count", async () => {
  const cluster = path.join(folder, 'clusters', 'prod');
  fs.mkdirSync(cluster, { recursive: true });
  fs.writeFileSync(path.join(cluster, 'cluster.yaml'), 'kubernetesVersion: "1.34"\n');
  const { code } = await run(['wiki.yaml', '--cluster', 'clusters/prod', '--out', 'project']);

  expect(code).toBe(0);
  expect(fs.readFileSync(path.join(folder, 'project/clusters/prod/cluster.yaml'), 'utf8')).toContain('1.34');
  expect(fs.readFileSync(path.join(folder, 'project/main.ts'), 'utf8')).toContain(
    "Cluster.fromFolder(path.join(__dirname, 'clusters', 'prod'))",
  );
});

test('sources with the same app are environments of one program, and what differs is a value', async () => {
  const other = WIKI.replace('replicas: 2', 'replicas: 5')
    .replace('wiki:1.4', 'wiki:1.5')
    .replace('storage: 1Gi', 'storage: 9Gi');
  fs.writeFileSync(path.join(folder, 'staging.yaml'), WIKI);
  fs.writeFileSync(
    path.join(folder, 'production.yaml'),
    other.replace('name: MODE, value: production', 'name: MODE, value: "on"'),
  );
  const { code, err } = await run(['staging.yaml', 'production.yaml', '--out', 'project']);
  const app = fs.readFileSync(path.join(folder, 'project/apps/wiki.ts'), 'utf8');
  const main = fs.readFileSync(path.join(folder, 'project/main.ts'), 'utf8');

  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('No change') });
  expect(app).toContain('replicas: values.replicas,');
  expect(app).toContain('readonly image: string;');
  expect(app).toContain('size: values.claimsPagesSize');
  expect(main).toContain("const production = app.cluster(Cluster.of({ name: 'production' }));");
  expect(main).toContain("image: 'example/wiki:1.5'");
  expect(main).toContain("'manifests/staging/config-map.yaml'");
});

test('sources that have nothing in common are one', async () => {
  fs.writeFileSync(
    path.join(folder, 'other.yaml'),
    WIKI.replaceAll('wiki', 'shop').replace('name: banner', 'name: sign'),
  );
  const { code, out } = await run(['wiki.yaml', 'other.yaml']);

  expect(code).toBe(0);
  expect(out).toContain('wiki(appsChart);\nshop(appsChart);');
});

test('passwords in plain text move to a Secret beside the project, and the plan shows the restart', async () => {
  const plain = WIKI.replace('{ name: MODE, value: production }', '{ name: ADMIN_PASSWORD, value: hunter3 }');
  fs.writeFileSync(path.join(folder, 'plain.yaml'), plain);
  const { code, err } = await run(['plain.yaml', '--out', 'project', '--secrets-to', 'secrets.yaml']);
  const app = fs.readFileSync(path.join(folder, 'project/apps/wiki.ts'), 'utf8');

  expect(code).toBe(0);
  expect(app).toContain("ADMIN_PASSWORD: EnvVar.secret('wiki-env', 'ADMIN_PASSWORD')");
  expect(app).not.toContain('hunter3');
  expect(err).not.toContain('hunter3');
  expect(err).toContain('RESTART StatefulSet default/wiki');
  expect(fs.readFileSync(path.join(folder, 'secrets.yaml'), 'utf8')).toContain('ADMIN_PASSWORD: hunter3');
  expect(fs.statSync(path.join(folder, 'secrets.yaml')).mode & 0o077).toBe(0);
});

test.each<[string, string]>([
  ['inside of the project', 'project/secrets.yaml'],
  ['that exists', 'wiki.yaml'],
])('a file for Secrets %s is refused', async (_, file) => {
  const plain = WIKI.replace('{ name: MODE, value: production }', '{ name: ADMIN_PASSWORD, value: hunter3 }');
  fs.writeFileSync(path.join(folder, 'plain.yaml'), plain);
  const { code } = await run(['plain.yaml', '--out', 'project', '--secrets-to', file]);

  expect(code).toBe(1);
  expect(fs.existsSync(path.join(folder, 'project'))).toBe(false);
});
