import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT, run } from './consumer';

/** An app of one StatefulSet, whose governing Service and claim size are in its environment. */
const APP = `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'web', { disableResourceNameHashes: true });
const labels = { app: 'web' };
new ApiObject(chart, 'set', {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: process.env.SERVICE,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'example/web:1.4' }] } },
  },
});
app.synth();
`;

let folder: string;
const git = (...args: string[]): string =>
  run(folder, 'git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args);

/** Runs the real \`cdk8s synth\` and gives what it says. */
function synth(
  service: string,
  properties: Readonly<Record<string, string>> = {},
): { code: number | null; out: string } {
  const validation = {
    package: path.join(ROOT, 'build/lib/synth-plugin'),
    version: '0.2.0',
    class: 'PlanValidation',
    properties,
  };
  fs.writeFileSync(
    path.join(folder, 'cdk8s.yaml'),
    JSON.stringify({ language: 'typescript', app: 'node app.js', output: 'dist', validations: [validation] }),
  );
  const { status, stdout, stderr } = spawnSync('npx', ['cdk8s', 'synth'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', SERVICE: service },
  });
  return { code: status, out: stdout + stderr };
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-plugin-'));
  fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules')), path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, 'app.js'), APP);
  git('init', '-q');
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('the first synth of a repository passes: all is new', () => {
  const { code, out } = synth('web');
  expect(out).toContain('note: git:HEAD:dist has no commit yet, so all objects are new');
  expect(code).toBe(0);
  git('add', 'dist/web.k8s.yaml');
  git('commit', '-qm', 'first');
});

test('a synth that changes nothing passes', () => {
  const { code, out } = synth('web');
  expect(out).toContain('No change: Kubernetes');
  expect(code).toBe(0);
});

test('a change that the API server refuses fails the synth, with the construct, the path and the remedy', () => {
  const { code, out } = synth('other');
  expect(code).toBe(2);
  expect(out).toContain('Construct Path: web/set');
  expect(out).toContain('> spec.serviceName');
  expect(out).toMatch(/How to fix: \S/);
});

test('what the team allows passes, and is told', () => {
  const { code, out } = synth('other', { failOn: 'data-risk' });
  expect(code).toBe(0);
  expect(out).toContain('REJECTED  StatefulSet default/web');
});

test('a mistake in the properties fails the synth with its reason', () => {
  const { code, out } = synth('web', { kubernetes: '1.2' });
  expect(code).toBe(2);
  expect(out).toContain("kubernetes is '1.2'; it must be a version from 1.27 to");
  expect(out).not.toContain('    at ');
});

test('a file beyond the limit fails the synth with the limit', () => {
  const { code, out } = synth('web', { maxSize: '100' });
  expect(code).toBe(2);
  expect(out).toMatch(/web\.k8s\.yaml' is larger than 100 bytes/);
});
