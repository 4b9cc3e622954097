import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A whole program, run as its author runs it. */
describe('a program that synthesises', () => {
  const lib = path.join(__dirname, '../../lib');
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'program-'));
    fs.symlinkSync(path.join(__dirname, '../../node_modules'), path.join(folder, 'node_modules'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  interface Ended {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }
  const run = (body: string, ...args: string[]): Ended => runWith({}, body, ...args);
  const runWith = (env: NodeJS.ProcessEnv, body: string, ...args: string[]): Ended => {
    const imports = `import { Chart, ApiObject } from 'cdk8s'; import { GitOpsApp } from '${lib}';
      import { UserError } from '${lib}/messages/user-error';
      const configMap = (chart: Chart, data = {}) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data });`;
    fs.writeFileSync(path.join(folder, 'main.ts'), `${imports}\n${body}\n`);
    const full = env.STDOUT === undefined ? 'pipe' : fs.openSync(env.STDOUT, 'w');
    return spawnSync(process.execPath, ['--import', 'tsx', 'main.ts', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', full, 'pipe'],
    });
  };
  const web = `const app = new GitOpsApp(); const chart = new Chart(app, 'web'); configMap(chart);`;

  it('says what it wrote, in plain lines where nobody watches', () => {
    expect(run(`${web} app.synth();`)).toMatchObject({ status: 0, stdout: '' });
    const { stderr } = run(`${web} configMap(new Chart(app, 'wiki')); app.synth();`);
    expect(stderr).toMatch(/^ {2}\+ wiki\.k8s\.yaml\nsynth: dist: 1 created, 1 unchanged in \d\.\d s\n$/);
  });

  it('says nothing with --quiet, JSON with --json, and writes elsewhere with --outdir', () => {
    expect(run(`${web} app.synth();`, '--quiet')).toEqual(
      expect.objectContaining({ status: 0, stdout: '', stderr: '' }),
    );
    const { stdout, stderr } = run(`${web} app.synth();`, '--json', '--outdir', 'elsewhere');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      outdir: 'elsewhere',
      created: ['web.k8s.yaml'],
      changed: [],
      removed: [],
      unchanged: 0,
      kept: [],
      warnings: [],
    });
  });

  it('writes where SYNTH_OUTDIR says, whatever its code says, and --outdir goes before it', () => {
    const body = `const app = new GitOpsApp({ outdir: 'coded' }); configMap(new Chart(app, 'web')); app.synth();`;
    const outdirOf = (...args: string[]): unknown =>
      (JSON.parse(runWith({ SYNTH_OUTDIR: 'env' }, body, '--json', ...args).stdout) as { outdir: string }).outdir;
    expect([outdirOf(), outdirOf('--outdir', 'given')]).toEqual(['env', 'given']);
    const empty = runWith({ SYNTH_OUTDIR: '' }, body, '--json').stdout;
    expect(JSON.parse(empty)).toMatchObject({ outdir: 'coded' });
  });

  it('takes the arguments that its code gives in place of those of the process', () => {
    const body = (args: string): string =>
      `const app = new GitOpsApp({ arguments: ${args} }); configMap(new Chart(app, 'web')); app.synth();`;
    const { stdout } = run(body(`['--json', '--outdir=handed']`), '--quiet');
    expect(JSON.parse(stdout)).toMatchObject({ outdir: 'handed' });
    expect(run(body('[]'), '--json')).toMatchObject({ stdout: '', stderr: expect.stringContaining('synth: dist') });
  });

  it('shows a mistake of its author without a stack trace, and fails', () => {
    const { status, stdout, stderr } = run(
      `${web} chart.node.addValidation({ validate: () => ['size: must be positive'] }); app.synth();`,
      '--json',
    );
    const message = 'Validation failed with the following errors:\n  [web] size: must be positive';
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${message}\n` });
    expect(JSON.parse(stdout)).toEqual({ error: message, errors: ['[web] size: must be positive'] });
  });

  it.each([
    ['a mistake', `throw new UserError('no such port');`, 'no such port'],
    ['a bug', `throw new TypeError('a bug');`, 'a bug'],
    ['an output folder that is none', `new GitOpsApp({ outdir: '/dev/null' }).synth();`, '/dev/null is a file'],
  ])('tells a tool of %s as JSON, once', (_, body, message) => {
    const { status, stdout } = run(`${web} ${body}`, '--json');
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as { error: string }).error).toContain(message);
  });

  it.each([
    ['SYNTH_REPORT must be text, quiet, json, not', { SYNTH_REPORT: 'loud' }, ['--outdir', 'dist']],
    ['--outdir needs the folder to write to', {}, ['--json', '--outdir']],
  ])('shows a mistake in its arguments without a stack trace: %s', (message, env, args) => {
    const { status, stdout, stderr } = runWith(env, `${web} app.synth();`, ...args);
    expect([status, stderr.split('\n')]).toEqual([1, [expect.stringContaining(message), '']]);
    expect(stdout.includes(message)).toBe(args.includes('--json'));
  });

  it('takes an empty variable for none', () => {
    const { status, stderr } = runWith({ SYNTH_REPORT: '', SYNTH_REPORT_FILE: '' }, `${web} app.synth();`);
    expect([status, stderr]).toEqual([0, expect.stringContaining('synth: dist: ')]);
  });

  (fs.existsSync('/dev/full') ? it.each : it.skip.each)([
    ['on standard output', { STDOUT: '/dev/full' }, /no space left/],
    ['in its file', { SYNTH_REPORT_FILE: '/no-such-folder/report' }, /no such file/],
  ])('fails, and says why, where the report %s cannot be written', (_, env, reason) => {
    const done = runWith(env, `${web} app.synth();`, '--json');
    expect([done.status, done.stderr]).toEqual([1, expect.stringMatching(reason)]);
    expect(done.stderr).toMatch(/^dist is written, but the report of it is not: .*\n$/);
    const failed = runWith(env, `${web} throw new UserError('no such port');`, '--json');
    expect([failed.status, failed.stderr]).toEqual([1, expect.stringMatching(reason)]);
    expect(failed.stderr).toMatch(/^no such port\nThe report could not be written: .*\n$/);
  });

  it.each<[string, string, string]>([
    ['a cluster', `Cluster.of({ nam: 'prod' } as never);`, 'Cluster.of: `nam` = '],
    [
      'a value of an enum',
      `(PodSeparation as any).HOST;`,
      'PodSeparation: `PodSeparation.HOST`: there is no such value.',
    ],
    ['a method', `(EnvVar as any).secrets('db', 'key');`, 'Write `secret`'],
  ])('shows a mistake before there is an app without a stack trace: %s', (_, body, message) => {
    const result = run(`import { Cluster, EnvVar, PodSeparation } from '${lib}'; ${body} ${web} app.synth();`);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  it('shows a mistake that a constructor refuses without a stack trace', () => {
    expect(run(`${web} throw new UserError('no such port'); app.synth();`)).toMatchObject({
      status: 1,
      stderr: 'no such port\n',
    });
  });

  it('shows every other error in full', () => {
    const { status, stderr } = run(`${web} throw new TypeError('a bug');`);
    expect(status).toBe(1);
    expect(stderr).toContain('TypeError: a bug');
    expect(stderr).toContain('main.ts');
  });
});
