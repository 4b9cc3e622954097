import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT, run } from './consumer';

let folder: string;
const installed = (): string => path.join(folder, 'node_modules/stateful-web-app');
const git = (...args: string[]): string =>
  run(folder, 'git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args);
const write = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};

/** The command as it was installed. */
function command(args: readonly string[], input = '', env = {}): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(path.join(folder, 'node_modules/.bin/stateful-web-app'), args, {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** As `helm template` prints a release. */
const release = (size: string): string => `---
# Source: wiki/templates/statefulset.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: wiki
  labels: { app.kubernetes.io/managed-by: Helm }
spec:
  serviceName: wiki
  selector: { matchLabels: { app: wiki } }
  template:
    metadata: { labels: { app: wiki } }
    spec: { containers: [{ name: wiki, image: 'example/wiki:1.4' }] }
  volumeClaimTemplates:
    - metadata: { name: pages }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
`;

beforeAll(() => {
  run(ROOT, 'npm', 'run', 'command');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'command-'));
  const [{ filename }] = JSON.parse(
    run(ROOT, 'npm', 'pack', './build/command', '--json', '--pack-destination', folder),
  ) as [{ filename: string }];
  run(folder, 'npm', 'install', '--offline', path.join(folder, filename));
  write('before.yaml', release('1Gi'));
  write('after.yaml', release('2Gi'));
  write('deploy/kustomization.yaml', 'namespace: wiki\nresources: [wiki.yaml]\n');
  write('deploy/wiki.yaml', release('1Gi'));
  write('.gitignore', 'node_modules/\n');
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'first');
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('the package is one file with its licences, needs no other package, and is small', () => {
  expect(fs.readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'stateful-web-app',
  ]);
  expect(fs.readdirSync(installed()).sort()).toEqual([
    'LICENSE',
    'NOTICES.md',
    'README.md',
    'package.json',
    'stateful-web-app.js',
  ]);
  expect(fs.statSync(path.join(installed(), 'stateful-web-app.js')).size).toBeLessThan(2_000_000);
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(command(['--version']).out).toBe(`${version}\n`);
});

test('the licence of each package that is in the file stands beside it, and cdk8s is not in it', () => {
  const notices = fs.readFileSync(path.join(installed(), 'NOTICES.md'), 'utf8');
  const names = [...notices.matchAll(/^## (\S+)/gm)].map(([, name]) => name);
  expect(names).toEqual([
    '@bufbuild/cel',
    '@bufbuild/cel-spec',
    '@bufbuild/protobuf',
    '@bufbuild/re2',
    'commander',
    'ipaddr.js',
    'picocolors',
    'yaml',
  ]);
  for (const part of notices.split(/^## /m).slice(1)) expect(part).toMatch(/Copyright/);
});

test('plans what Helm renders, from a pipe', () => {
  const { code, out } = command(['plan', 'before.yaml', '-', '--pipeline', 'helm', '-n', 'wiki'], release('2Gi'));
  expect(out).toContain('[claim-template-size]');
  expect(code).toBe(2);
});

test('plans what is committed against what is not yet, and a kustomization', () => {
  write('deploy/wiki.yaml', release('2Gi'));
  const sides = command(['plan', 'git:HEAD:deploy/wiki.yaml', 'deploy/wiki.yaml']);
  const repository = command(['plan', '--repo']);
  git('checkout', '-q', '.');
  expect([sides.code, sides.out]).toEqual([2, expect.stringContaining('claim-template-size')]);
  expect(repository.out + repository.err).toContain('touches 1');
});

test.each(['json', 'html'])('says the same as the whole command, as %s', (format) => {
  const args = ['plan', path.join(folder, 'before.yaml'), path.join(folder, 'after.yaml'), '--format', format];
  const whole = spawnSync(process.execPath, ['--import', 'tsx', 'lib/cli/bin.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(command(args).out).toBe(whole.stdout);
});

test('asks kubectl for what is live, and says so if it cannot', () => {
  write('bin/kubectl', '#!/bin/sh\necho "no cluster here" >&2\nexit 1\n');
  fs.chmodSync(path.join(folder, 'bin/kubectl'), 0o755);
  const env = { PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  for (const args of [
    ['plan', '--live', '--context', 'c', 'after.yaml'],
    ['capture', '--context', 'c'],
  ]) {
    expect(command(args, '', env)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no cluster here') as unknown,
    });
  }
});

test('explains a code, and completes its commands', () => {
  expect(command(['explain', 'claim-template-size']).out).toMatch(/^claim-template-size\n {2}What/);
  expect(command(['completion', 'bash']).out).toContain('complete -o default');
});

test.each(['synth', 'adopt'])('%s names the package that has it', (name) => {
  expect(command([name, 'manifests', '--out', 'x'])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`npx cdk8s-stateful-web-app ${name}`) as unknown,
  });
});
