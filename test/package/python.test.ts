import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildWheel } from '../../packages/python/build';
import { codeBlocks, pack, ROOT, run } from './consumer';

const TWINS = path.join(__dirname, 'python');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs/guide/python.md'), 'utf8');
const hasPython = spawnSync('python3', ['-c', 'import ensurepip, pip, venv']).status === 0;
if (!hasPython) process.stderr.write('SKIPPED: there is no python3 with pip and venv\n');
const it = hasPython ? test : test.skip;

let folder: string;
let built: string;
const bin = (name: string): string => path.join(folder, 'venv/bin', name);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A program of the environment, as its user starts it. jsii would warn of a Node that is no longer maintained. */
function start(program: string, args: readonly string[], { cwd = folder, env = {} } = {}): Ended {
  const { status, stdout, stderr } = spawnSync(bin(program), args, {
    cwd,
    encoding: 'utf8',
    env: {
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      ...env,
    },
  });
  return { code: status, out: stdout, err: stderr };
}
const python = (...args: string[]): Ended => start('python', args);
const write = (file: string, text: string): string => {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
  return target;
};
const filesIn = (root: string): Record<string, string> =>
  Object.fromEntries(
    fs
      .readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => fs.statSync(path.join(root, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]),
  );

/** A program with one app, of these props. */
const program = (props: string, more = 'app.synth()'): string => `from cdk8s import Chart
from cdk8s_stateful_web_app import GitOpsApp, StatefulWebApp
app = GitOpsApp()
StatefulWebApp(Chart(app, "wiki"), "wiki", image="example/wiki:1.4", ${props})
${more}
`;

beforeAll(() => {
  if (!hasPython) return;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'python-'));
  // Inside the repository, so that jsii finds the packages that this one uses.
  fs.mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  built = fs.mkdtempSync(path.join(ROOT, 'build', 'wheel-'));
  const wheel = buildWheel(pack(), built);
  run(folder, 'python3', '-m', 'venv', 'venv');
  run(folder, bin('pip'), 'install', '--quiet', wheel);
});

afterAll(() => {
  if (!hasPython) return;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.rmSync(built, { recursive: true, force: true });
});

it('a program that uses every prop of an app, a program and a cluster gives the bytes of its twin in TypeScript', () => {
  const source = fs.readFileSync(path.join(TWINS, 'every_feature.py'), 'utf8');
  const asked = ['GitOpsApp', 'StatefulWebApp', 'Cluster', 'SnapshotSchedule', 'ClaimSnapshots', 'AppNamespace'];
  const structs = [...asked, 'StorageClass', 'VolumeSnapshotClass', 'Provisioner'].map((name) => `${name}Props`);
  const names = python(
    '-c',
    `import cdk8s_stateful_web_app as m\nfor s in ${JSON.stringify(structs)}: print(*getattr(m, s).__jsii_name_mapping__)`,
  )
    .out.trim()
    .split(/\s+/);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !new RegExp(`\\b${name}=`).test(source))).toEqual([]);

  expect(python(path.join(TWINS, 'every_feature.py'), '--outdir', 'from-python')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
  const twin = path.join(folder, 'from-typescript');
  run(ROOT, 'node', '--import', 'tsx', path.join(TWINS, 'every-feature.ts'), '--outdir', twin);
  expect(filesIn(path.join(folder, 'from-python'))).toEqual(filesIn(twin));
});

it('takes --outdir, --quiet and --json from its arguments, and SYNTH_OUTDIR from the environment', () => {
  write('main.py', program('port=8080'));
  expect(python('main.py', '--outdir', 'quiet', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  expect(JSON.parse(python('main.py', '--outdir=json', '--json').out)).toMatchObject({ created: ['wiki.k8s.yaml'] });
  const { out } = start('python', ['main.py', '--json'], { env: { SYNTH_OUTDIR: 'env' } });
  expect(JSON.parse(out)).toMatchObject({ outdir: 'env' });
  expect(['quiet', 'json', 'env'].map((each) => filesIn(path.join(folder, each)))).toEqual(
    Array.from({ length: 3 }, () => filesIn(path.join(folder, 'quiet'))),
  );
});

it('ends with the list of mistakes and no stack, and says it as JSON to who asks', () => {
  write('bad.py', program('port=80800, replicas=-1'));
  const { code, out, err } = python('bad.py', '--json');
  expect(code).toBe(1);
  expect(err).toMatch(/^Validation failed with the following errors:\n {2}\[wiki\/wiki\] .*\n {2}\[wiki\/wiki\] .*\n$/);
  expect((JSON.parse(out) as { errors: string[] }).errors).toEqual([
    expect.stringContaining('[replicas-invalid]'),
    expect.stringContaining('[port-out-of-range]'),
  ]);
  write('cluster.py', 'from cdk8s_stateful_web_app import Cluster, GitOpsApp\nGitOpsApp()\nCluster.of(name="a/b")\n');
  const refused = python('cluster.py', '--json');
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/^Cluster 'a\/b': .*\n$/)]);
  expect((JSON.parse(refused.out) as { errors: string[] }).errors).toEqual([refused.err.trimEnd()]);
});

it.each([
  ['in a list', 'ports=[{"containerPort": 8080}]', "ContainerPort has no 'containerPort'. Write 'container_port'."],
  ['nested', 'sidecars=[{"name": "a", "image": "a", "ports": [{"port": 1}]}]', 'ContainerPort has no'],
  [
    'in a type of cdk8s-plus',
    'scheduling={"tolerations": [{"tolerationSeconds": 5}]}',
    "Toleration has no 'tolerationSeconds'. Write 'toleration_seconds'.",
  ],
  ['misspelt', 'claims=[{"name": "a", "size": "1Gi", "mount_pat": "/a"}]', "Write 'mount_path'."],
])('a key of a dict that no prop has is refused: %s', (_, props, message) => {
  write('dict.py', program(props));
  const { code, err } = python('dict.py');
  expect([code, err.trimEnd().split('\n').at(-1)]).toEqual([1, expect.stringContaining(message)]);
  expect(err).not.toContain('JavaScript');
});

it('what a gate raises comes back as it is, and nothing is written', () => {
  const gate = `import jsii
from cdk8s_stateful_web_app import IReplacementGate
@jsii.implements(IReplacementGate)
class Gate:
    def check(self, before, after, folder):
        raise KeyError(sorted(each["kind"] for each in after))
`;
  const text = program('port=8080', 'try:\n    app.synth()\nexcept KeyError as error:\n    print(*error.args[0])');
  write('gate.py', gate + text.replace('GitOpsApp()', 'GitOpsApp(gate=Gate(), outdir="gated")'));
  expect(python('gate.py').out).toBe('Service StatefulSet\n');
  expect(fs.existsSync(path.join(folder, 'gated'))).toBe(false);
});

it('every program of the page runs', () => {
  const blocks = codeBlocks(PAGE, 'python');
  expect(blocks.length).toBeGreaterThan(4);
  for (const block of blocks) write(`page/${/^# (\S+)\n/.exec(block)?.[1] ?? 'unnamed'}`, block);
  const cwd = path.join(folder, 'page');
  for (const file of fs.readdirSync(cwd).filter((each) => !each.startsWith('test_'))) {
    const args = file === 'main.py' ? [] : ['--outdir', `../page-${file}`];
    const ended = start('python', [file, ...args], { cwd });
    expect([file, ended.code, ended.err]).toEqual([file, 0, file === 'errors.py' ? '' : expect.any(String)]);
  }
  const test = `import pathlib, test_dist; test_dist.test_dist_is_what_main_gives(pathlib.Path("../page-test"))`;
  expect(start('python', ['-c', test], { cwd })).toMatchObject({ code: 0, err: '' });
});

it('a project of init synthesises, is green, and is what the command checks', () => {
  expect(start('stateful-web-app', ['init', 'fresh', '--language', 'python']).code).toBe(0);
  const cwd = path.join(folder, 'fresh');
  // What it requires is installed already, and nothing else is asked for.
  expect(start('pip', ['install', '--quiet', '--no-index', '-r', 'requirements.txt'], { cwd }).code).toBe(0);
  expect(start('python', ['main.py'], { cwd }).code).toBe(0);
  expect(start('python', ['-m', 'unittest'], { cwd })).toMatchObject({ code: 0, err: expect.stringMatching(/OK\n$/) });
  const env = { PATH: `${path.join(folder, 'venv/bin')}:${process.env['PATH'] ?? ''}` };
  expect(start('stateful-web-app', ['synth', '--check'], { cwd, env })).toMatchObject({ code: 0 });
  fs.appendFileSync(path.join(cwd, 'dist/fresh.k8s.yaml'), '# by hand\n');
  expect(start('stateful-web-app', ['synth', '--check'], { cwd, env })).toMatchObject({ code: 2 });
  const shown = codeBlocks(PAGE, 'python').find((block) => block.startsWith('# main.py\n'));
  expect(fs.readFileSync(path.join(cwd, 'main.py'), 'utf8').replaceAll('fresh', 'wiki')).toBe(shown?.slice(10));
});

it('the command plans, captures, explains and adopts', () => {
  const set = (size: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: wiki, namespace: default }
spec:
  serviceName: wiki
  selector: { matchLabels: { app: wiki } }
  template:
    metadata: { labels: { app: wiki } }
    spec: { containers: [{ name: wiki, image: 'example/wiki:1.4', volumeMounts: [{ name: pages, mountPath: /pages }] }] }
  volumeClaimTemplates:
    - metadata: { name: pages }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } } }
`;
  write('before.yaml', set('1Gi'));
  write('after.yaml', set('2Gi'));
  expect(start('stateful-web-app', ['plan', 'before.yaml', 'after.yaml'])).toMatchObject({
    code: 2,
    out: expect.stringContaining('claim-template-size') as unknown,
  });
  expect(start('python', ['-m', 'stateful_web_app', 'explain', 'claim-template-size']).out).toMatch(
    /^claim-template-size/,
  );
  fs.chmodSync(write('stub/kubectl', '#!/bin/sh\necho "no cluster here" >&2\nexit 1\n'), 0o755);
  const env = { PATH: `${path.join(folder, 'stub')}:${process.env['PATH'] ?? ''}` };
  expect(start('stateful-web-app', ['capture', '--context', 'c'], { env })).toMatchObject({
    code: 1,
    err: expect.stringContaining('no cluster here') as unknown,
  });
  const adopted = start('cdk8s-stateful-web-app', ['adopt', 'before.yaml', '--out', 'adopted']);
  expect([adopted.code, adopted.err]).toEqual([0, expect.any(String)]);
  expect(fs.readdirSync(path.join(folder, 'adopted'))).toContain('main.ts');
});

it('the command works where nothing can be kept, and says so where there is no Node', () => {
  const env = { XDG_CACHE_HOME: '/dev/null', TMPDIR: path.dirname(write('tmp/.keep', '')) };
  expect(start('stateful-web-app', ['--version'], { env })).toMatchObject({ code: 0 });
  expect(fs.readdirSync(path.join(folder, 'tmp'))).toEqual(['.keep']);
  const without = start('stateful-web-app', ['--version'], { env: { PATH: '/nonexistent' } });
  expect(without).toMatchObject({ code: 1, err: expect.stringMatching(/^stateful-web-app: there is no 'node'.*\n$/) });
});
