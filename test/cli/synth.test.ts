import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { synthCommand } from '../../lib/cli/commands/synth';
import { main } from '../../lib/cli/main';
import { identify } from '../../lib/synth/folder/process-identity';
import { plan } from '../../lib/plan';
import { readFolder } from '../support/synth-program';

/** A program of plain cdk8s, whose claim has the size that SIZE says. */
const PROGRAM = `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
for (const name of (process.env.NAMES || 'web').split(',')) {
  new ApiObject(new Chart(app, name), 'set', {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace: 'default' },
    spec: {
      serviceName: name, selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image: 'c:1' }] } },
      volumeClaimTemplates: [{
        apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: process.env.SIZE } } },
      }],
    },
  });
}
if (process.env.FAIL) { process.exit(3); }
app.synth();
`;

jest.setTimeout(30_000); // It starts programs.

describe('stateful-web-app synth', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'command-'));
    fs.symlinkSync(path.join(__dirname, '../../node_modules'), path.join(folder, 'node_modules'));
    fs.writeFileSync(path.join(folder, 'main.js'), PROGRAM);
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), 'app: node main.js --outdir dist\noutput: scratch\n');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const synth = async (
    env: Record<string, string>,
    ...args: string[]
  ): Promise<{ code: number; out: string; err: string }> => {
    const texts = { out: '', err: '' };
    const sink = (name: 'out' | 'err'): Writable =>
      new Writable({
        write: (chunk, _, done) => {
          texts[name] += String(chunk);
          done();
        },
      });
    const io = {
      cwd: folder,
      env: { PATH: process.env.PATH, SIZE: '1Gi', ...env },
      stdin: Readable.from([]),
      stdout: sink('out'),
      stderr: sink('err'),
    };
    return { code: await main(['synth', ...args], io, [synthCommand(plan)]), ...texts };
  };
  const dist = (): string[] => Object.keys(readFolder(path.join(folder, 'dist')));

  it('runs any cdk8s app and replaces its output', async () => {
    expect(await synth({ NAMES: 'web,wiki' })).toMatchObject({ code: 0, out: '' });
    expect(dist()).toEqual(['.synth-files', 'web.k8s.yaml', 'wiki.k8s.yaml']);
    const { out } = await synth({ NAMES: 'wiki' }, '--json');
    expect(JSON.parse(out)).toMatchObject({ outdir: 'dist', removed: ['web.k8s.yaml'], unchanged: 1 });
    expect(fs.readdirSync(folder).sort()).toEqual(['cdk8s.yaml', 'dist', 'main.js', 'node_modules']);
  });

  it('says what SYNTH_REPORT chooses, as a program does', async () => {
    expect(await synth({ SYNTH_REPORT: 'quiet' })).toMatchObject({ code: 0, out: '', err: '' });
    expect(JSON.parse((await synth({ SYNTH_REPORT: 'json' })).out)).toMatchObject({ unchanged: 1 });
    expect(await synth({ SYNTH_REPORT: 'loud' })).toMatchObject({ code: 1 });
    expect(await synth({ SYNTH_REPORT: 'json' }, '--quiet')).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('replaces what SYNTH_OUTDIR names, and --output goes before it', async () => {
    expect(JSON.parse((await synth({ SYNTH_OUTDIR: 'env' }, '--json')).out)).toMatchObject({ outdir: 'env' });
    const { out } = await synth({ SYNTH_OUTDIR: 'env' }, '--json', '--output', 'given');
    expect(JSON.parse(out)).toMatchObject({ outdir: 'given' });
    for (const made of ['env', 'given']) fs.rmSync(path.join(folder, made), { recursive: true });
  });

  it('leaves the output as it is when the app fails', async () => {
    await synth({});
    const before = readFolder(path.join(folder, 'dist'));
    const { code, err } = await synth({ FAIL: '1', SIZE: '2Gi' });
    expect(code).toBe(1);
    expect(err).toContain('The app failed (exit code 3): node main.js. dist is unchanged.');
    expect(readFolder(path.join(folder, 'dist'))).toEqual(before);
  });

  it('lets the plan stop what the team forbids', async () => {
    await synth({});
    const before = readFolder(path.join(folder, 'dist'));
    const { code, err } = await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected');
    expect(code).toBe(2);
    expect(err).toContain('StatefulSet default/web');
    expect(err).toContain('stopped by --fail-on rejected; dist is unchanged');
    expect(readFolder(path.join(folder, 'dist'))).toEqual(before);
    expect((await synth({ NAMES: 'web,wiki' }, '--fail-on', 'rejected', '--quiet')).code).toBe(0);
    expect(dist()).toContain('wiki.k8s.yaml');
  });

  it('plans with the options of the plan, and refuses them where nothing is planned', async () => {
    await synth({});
    const file = path.join(folder, 'accepted.yaml');
    const { out } = await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected', '--json');
    expect(out).toContain('stopped');
    fs.writeFileSync(
      file,
      'acknowledgements:\n' +
        "  - { code: claim-template-size, object: StatefulSet default/web, reason: 'The set is recreated by hand', expires: 2099-01-01 }\n",
    );
    const accepted = ['--acknowledge', file, '--acknowledge-days', '99999', '--kubernetes', '1.30'];
    expect(await synth({ SIZE: '2Gi' }, ...accepted)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--fail-on') as unknown,
    });
    expect((await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected', ...accepted)).code).toBe(0);
  });

  const appOf = (body: string): void =>
    fs.writeFileSync(
      path.join(folder, 'main.js'),
      `require('tsx/cjs'); const { Chart, ApiObject } = require('cdk8s'); const fs = require('node:fs'); const path = require('node:path');
       const { GitOpsApp } = require(${JSON.stringify(path.join(__dirname, '../../lib'))});
       const { reporterOf } = require(${JSON.stringify(path.join(__dirname, '../../lib/messages/diagnostic'))});
       const app = new GitOpsApp(); const chart = new Chart(app, 'web');
       new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
       ${body}`,
    );

  it('tells what the app warns about, once', async () => {
    appOf(
      `reporterOf(chart)({ code: 'volume-shadowed', prop: 'size', message: 'is odd', remedy: 'Think' }); app.synth();`,
    );
    const { err } = await synth({});
    expect(err).toMatch(
      /^warning: \[web\] `size`: is odd\. Think\. \[volume-shadowed\]\n {2}\+ web\.k8s\.yaml\nsynth: dist: 1 created, 1 warning in/,
    );
    const { out } = await synth({}, '--json');
    expect(JSON.parse(out)).toMatchObject({ unchanged: 1, warnings: [{ code: 'volume-shadowed', construct: 'web' }] });
  });

  it('tells a tool, as JSON, why nothing was written', async () => {
    appOf(`chart.node.addValidation({ validate: () => ['first', 'second'] }); app.synth();`);
    const failed = 'The app failed (exit code 1): node main.js. dist is unchanged.';
    const { code, out } = await synth({}, '--json');
    expect([code, JSON.parse(out)]).toEqual([1, { error: failed, errors: ['[web] first', '[web] second', failed] }]);
    fs.writeFileSync(path.join(folder, 'main.js'), PROGRAM);
    await synth({});
    const stopped = await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected', '--json');
    const message = 'stopped by --fail-on rejected; dist is unchanged';
    expect([stopped.code, JSON.parse(stopped.out)]).toEqual([2, { error: message, errors: [message] }]);
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), 'output: x\n');
    expect(JSON.parse((await synth({}, '--json')).out)).toHaveProperty('error');
  });

  it('removes the folder of a cluster, if the plan of it lets it', async () => {
    const app = `for name in $NAMES; do
      mkdir $CDK8S_OUTDIR/$name; echo '{ kind: Kustomization, resources: [web.k8s.yaml] }' > $CDK8S_OUTDIR/$name/Kustomization
      echo '{ apiVersion: v1, kind: ConfigMap, metadata: { name: c } }' > $CDK8S_OUTDIR/$name/web.k8s.yaml; done`;
    const options = ['--app', app, '--output', 'dist'];
    await synth({ NAMES: 'production staging' }, ...options);
    const again = (...args: string[]): ReturnType<typeof synth> =>
      synth({ NAMES: 'production' }, ...options, '--fail-on', ...args);
    const stopped = await again('delete', '--quiet');
    expect(stopped.code).toBe(2);
    expect(stopped.err).toContain('staging');
    expect(dist()).toContain('staging/web.k8s.yaml');
    expect((await again('data-risk')).code).toBe(0);
    expect(dist()).toEqual(['.synth-files', 'production/Kustomization', 'production/web.k8s.yaml']);
  });

  it('refuses a kustomization.yaml of somebody else beside the one that the app wrote', async () => {
    fs.writeFileSync(
      path.join(folder, 'main.js'),
      PROGRAM.replace(
        'app.synth();',
        "app.synth(); require('fs').writeFileSync(process.env.CDK8S_OUTDIR + '/Kustomization', '{}');",
      ),
    );
    fs.mkdirSync(path.join(folder, 'dist'));
    fs.writeFileSync(path.join(folder, 'dist', 'kustomization.yaml'), 'resources: []\n');
    const { code, err } = await synth({});
    expect([code, err]).toEqual([1, expect.stringContaining('dist has a kustomization.yaml beside the Kustomization')]);
    expect(Object.keys(readFolder(path.join(folder, 'dist')))).toEqual(['kustomization.yaml']);
  });

  it('plans no deletion of what stays, as it is not of the synth', async () => {
    await synth({});
    const mine = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: mine, namespace: default }\n';
    fs.writeFileSync(path.join(folder, 'dist', 'mine.yaml'), mine);
    expect((await synth({ NAMES: 'web,wiki' }, '--fail-on', 'delete')).code).toBe(0);
    expect(dist()).toEqual(['.synth-files', 'mine.yaml', 'web.k8s.yaml', 'wiki.k8s.yaml']);
  });

  it('reads no more for the plan than it may, and no pipe', async () => {
    await synth({});
    const other = path.join(folder, 'dist', 'other.yaml');
    fs.writeFileSync(other, `# ${'x'.repeat(2 ** 21)}\n`);
    const { code, err } = await synth({ NAMES: 'web,wiki' }, '--fail-on', 'rejected', '--max-size', '1Mi');
    expect([code, err]).toEqual([1, expect.stringMatching(/other\.yaml' is larger than 1Mi.*--max-size 2Mi/)]);
    expect((await synth({ NAMES: 'web,wiki' }, '--fail-on', 'rejected')).code).toBe(0);
    fs.rmSync(other);
    execFileSync('mkfifo', [other]);
    expect(await synth({}, '--fail-on', 'rejected')).toMatchObject({
      code: 1,
      err: expect.stringContaining('a pipe') as unknown,
    });
    fs.rmSync(other);
    fs.symlinkSync('nowhere.yaml', other);
    expect((await synth({ NAMES: 'web,wiki,docs' }, '--fail-on', 'rejected')).code).toBe(0);
  });

  it('does not let through what the plan cannot read', async () => {
    appOf(`fs.writeFileSync(path.join(process.env.CDK8S_OUTDIR, 'web.manifest'), 'kind: ConfigMap');`);
    const { code, err } = await synth({}, '--fail-on', 'data-risk');
    expect([code, fs.existsSync(path.join(folder, 'dist'))]).toEqual([1, false]);
    expect(err).toContain('The plan reads files that end with .yaml, .yml or .json, and the app wrote web.manifest');
    expect((await synth({})).code).toBe(0);
  });

  it('shows beforeReplace of the app what is really replaced', async () => {
    const clusters = (names: string): void =>
      appOf(
        `const { Cluster } = require(${JSON.stringify(path.join(__dirname, '../../lib'))});
         const see = (before, after, at) => fs.appendFileSync('seen', [path.relative('.', at), before.length, after.length].join(' ') + '\\n');
         const clusters = new GitOpsApp({ beforeReplace: see });
         for (const name of '${names}'.split(',')) {
           new ApiObject(new Chart(clusters.cluster(Cluster.of({ name })), 'web'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
         }
         clusters.synth();`,
      );
    const seen = (): string => {
      const text = fs.readFileSync(path.join(folder, 'seen'), 'utf8');
      fs.rmSync(path.join(folder, 'seen'));
      return text;
    };
    clusters('production,staging');
    expect((await synth({})).code).toBe(0);
    expect(seen()).toBe('dist/production 0 1\ndist/staging 0 1\n');
    clusters('production');
    expect((await synth({})).code).toBe(0);
    expect(seen()).toBe('dist/production 1 1\ndist/staging 1 0\n');
  });

  it.each([
    ['in its code', 'node main.js', '{ outdir: "dist" }'],
    ['behind a script', 'sh run.sh', ''],
    ['as the shell finds out', 'node main.js --outdir $FOLDER', ''],
  ])('refuses an app that names an outdir %s, before it writes there past the plan', async (_, app, props) => {
    await synth({});
    const before = readFolder(path.join(folder, 'dist'));
    appOf('app.synth();');
    const program = fs.readFileSync(path.join(folder, 'main.js'), 'utf8');
    fs.writeFileSync(path.join(folder, 'main.js'), program.replace('new GitOpsApp()', `new GitOpsApp(${props})`));
    fs.writeFileSync(path.join(folder, 'run.sh'), 'node main.js --outdir dist');
    const { code, out } = await synth({ FOLDER: 'dist' }, '--json', '--app', app, '--fail-on', 'rejected');
    expect(code).toBe(1);
    expect(out).toContain('The app would write to dist itself');
    expect(readFolder(path.join(folder, 'dist'))).toEqual(before);
  });

  it.each(['--outdir  out', '--outdir=out', '--outdir "out"; true', "--outdir 'out' && true", '--outdir out; true'])(
    'replaces the folder that the app is given as %s',
    async (outdir) => {
      expect((await synth({}, '--app', `node main.js ${outdir}`)).code).toBe(0);
      expect(fs.readdirSync(path.join(folder, 'out'))).toEqual(['.synth-files', 'web.k8s.yaml']);
    },
  );

  it('replaces nothing where another run has changed the output after the plan', async () => {
    await synth({});
    const work = path.join(folder, '.dist.synth-work');
    fs.mkdirSync(work);
    const file = path.join(folder, 'dist', 'web.k8s.yaml');
    // Holds the folder until the other waits for it, and then changes it.
    const other = spawn('sh', ['-c', `while [ $(ls ${work} | wc -l) -lt 2 ]; do :; done; echo >> ${file}; exit`]);
    fs.writeFileSync(path.join(work, 'claim-x'), JSON.stringify(identify(other.pid ?? 0)));
    const { code, err } = await synth({ NAMES: 'web,wiki' }, '--fail-on', 'rejected');
    expect([code, dist()]).toEqual([1, ['.synth-files', 'web.k8s.yaml']]);
    expect(err).toMatch(/dist has changed since the plan was made\. Run again/);
  });

  it('refuses a wrong choice before the app runs', async () => {
    const { code, err } = await synth({}, '--app', 'echo > ran', '--fail-on', 'often');
    expect([code, fs.existsSync(path.join(folder, 'ran'))]).toEqual([1, false]);
    expect(err).toContain('--fail-on');
  });

  it('writes what is no text as it is, where a folder with a space in its name says', async () => {
    appOf(
      `app.synth(); fs.writeFileSync(path.join(process.env.CDK8S_OUTDIR, 'logo.png'), Buffer.from([255, 0, 254]));`,
    );
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), 'app: node main.js --outdir "my dist"\n');
    expect((await synth({})).code).toBe(0);
    expect(fs.readFileSync(path.join(folder, 'my dist', 'logo.png'))).toEqual(Buffer.from([255, 0, 254]));
  });

  it.each([
    ['no app', 'output: x\n', 'There is no app to run'],
    ['broken YAML', 'a: [\n', 'cdk8s.yaml: '],
    [
      'an app cut short in its report',
      `app: "printf '{' > $SYNTH_REPORT_FILE; exit 3"\n`,
      'The app failed (exit code 3)',
    ],
    ['an app that writes nothing', 'app: "true"\n', 'The app wrote nothing'],
    [
      'an app that writes nothing any more',
      'app: ": > $CDK8S_OUTDIR/a.yaml"\noutput: old\n',
      'The app has no objects, and',
    ],
  ])('says what is wrong with %s', async (_, config, message) => {
    await synth({}, '--output', 'old');
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), config);
    const { code, err } = await synth({});
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});
