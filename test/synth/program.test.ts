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

  const run = (body: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } => {
    const imports = `import { Chart, ApiObject } from 'cdk8s'; import { GitOpsApp } from '${lib}';
      import { UserError } from '${lib}/user-error';
      const configMap = (chart: Chart, data = {}) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data });`;
    fs.writeFileSync(path.join(folder, 'main.ts'), `${imports}\n${body}\n`);
    return spawnSync(process.execPath, ['--import', 'tsx', 'main.ts', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
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
