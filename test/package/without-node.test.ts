import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { ROOT, run } from './consumer';

const EXECUTABLE = path.join(ROOT, 'build/executable');
const DOCKERFILE = path.join(ROOT, 'packages/command/Dockerfile');
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

describe('one executable', () => {
  let folder: string;
  beforeAll(() => {
    run(ROOT, 'npm', 'run', 'executable');
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'executable-'));
    const archive = fs.readdirSync(EXECUTABLE).find((file) => file.endsWith('.tar.gz'))!;
    run(folder, 'tar', 'xzf', path.join(EXECUTABLE, archive));
    fs.copyFileSync(path.join(folder, 'kubectl-stateful'), path.join(folder, 'stateful-web-app'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  /** Without any Node on the path. */
  const start = (file: string, ...args: string[]): { code: number | null; out: string } => {
    const { status, stdout, stderr } = spawnSync(path.join(folder, file), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '/nowhere' },
    });
    return { code: status, out: stdout + stderr };
  };

  test('plans without Node', () => {
    const manifest = (image: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: '${image}' }] }\n`;
    fs.writeFileSync(path.join(folder, 'before.yaml'), manifest('a:1'));
    fs.writeFileSync(path.join(folder, 'after.yaml'), manifest('a:2'));
    const { code, out } = start('stateful-web-app', 'plan', 'before.yaml', 'after.yaml');
    expect([code, out]).toEqual([0, expect.stringContaining('Pod default/web')]);
    expect(start('stateful-web-app', '--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('is a plugin of kubectl, which usage and examples show', () => {
    const { code, out } = start('kubectl-stateful', 'plan', '--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: kubectl stateful plan [options] [before] [after]');
    expect(out).toContain('  kubectl stateful plan --live');
    expect(out).not.toMatch(/(?<!cdk8s-)stateful-web-app/);
    expect(start('kubectl-stateful', 'plan', '--nonsense').out).toContain('Usage: kubectl stateful plan');
  });

  test('kubectl finds it', () => {
    if (!has('kubectl', 'version', '--client')) return;
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { stdout } = spawnSync('kubectl', ['stateful', 'explain', 'claim-template-size'], { encoding: 'utf8', env });
    expect(stdout).toMatch(/^claim-template-size\n/);
  });

  test('has its licences beside it, that of Node too', () => {
    expect(fs.readFileSync(path.join(folder, 'NOTICES.md'), 'utf8')).toMatch(
      /## commander[^]*## Node\.js v\d+[^]*Copyright Node\.js contributors/,
    );
  });

  test('krew gets a manifest with the archive, its checksum and what is in it', () => {
    run(ROOT, 'npm', 'run', 'krew');
    interface Platform {
      readonly selector: { readonly matchLabels: { readonly os: string; readonly arch: string } };
      readonly uri: string;
      readonly sha256: string;
      readonly bin: string;
      readonly files: readonly { readonly from: string; readonly to: string }[];
    }
    const { apiVersion, kind, metadata, spec } = parse(
      fs.readFileSync(path.join(EXECUTABLE, 'stateful.yaml'), 'utf8'),
    ) as {
      apiVersion: string;
      kind: string;
      metadata: object;
      spec: Record<string, string> & { platforms: Platform[] };
    };
    // What krew's own validation asks for.
    expect([apiVersion, kind, metadata]).toEqual([
      'krew.googlecontainertools.github.com/v1alpha2',
      'Plugin',
      { name: 'stateful' },
    ]);
    expect(spec['version']).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(spec['shortDescription']).toMatch(/^[^\n]{1,50}$/);
    expect(spec['description']).toMatch(/\S/);
    for (const { selector, uri, sha256, bin, files } of spec.platforms) {
      expect(Object.keys(selector.matchLabels)).toEqual(['os', 'arch']);
      const archive = path.join(EXECUTABLE, path.basename(uri));
      expect(sha256).toBe(run(EXECUTABLE, 'sha256sum', archive).split(' ')[0]);
      const inside = run(EXECUTABLE, 'tar', 'tzf', archive).trim().split('\n');
      expect(inside.sort()).toEqual(files.map(({ from }) => from).sort());
      expect(inside).toContain(bin);
    }
  });
});

describe('the container', () => {
  const text = fs.readFileSync(DOCKERFILE, 'utf8');

  test('has a file without a mistake', () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
    if (has('hadolint', '--version')) expect(run(ROOT, 'hadolint', DOCKERFILE)).toBe('');
  });

  test('copies what the package has, and nothing else', () => {
    run(ROOT, 'npm', 'run', 'command');
    const [, words = ''] = /^COPY (.*) \/opt\/stateful-web-app\/$/m.exec(text) ?? [];
    for (const file of words.split(' ')) expect(fs.existsSync(path.join(ROOT, 'build/command', file))).toBe(true);
  });

  test('is built and plans, where there is a builder', () => {
    if (!has('docker', 'info')) {
      process.stderr.write('SKIPPED: no builder of containers answers\n');
      return;
    }
    const tag = `stateful-web-app-test-${process.pid}`;
    run(ROOT, 'docker', 'build', '--quiet', '--tag', tag, '--file', DOCKERFILE, 'build/command');
    try {
      expect(run(ROOT, 'docker', 'run', '--rm', tag, 'stateful-web-app', 'explain', 'claim-template-size')).toContain(
        'claim-template-size',
      );
      expect(run(ROOT, 'docker', 'run', '--rm', tag, 'git', '--version')).toContain('git version');
    } finally {
      run(ROOT, 'docker', 'image', 'rm', tag);
    }
  });
});
