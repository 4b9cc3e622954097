import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { synthCommand } from '../../lib/cli/commands/synth';
import { main } from '../../lib/cli/main';
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

  it('leaves the output as it is when the app fails', async () => {
    await synth({});
    const before = readFolder(path.join(folder, 'dist'));
    const { code, err } = await synth({ FAIL: '1', SIZE: '2Gi' });
    expect(code).toBe(1);
    expect(err).toContain('The app failed (exit code 3): node main.js. dist is as it was.');
    expect(readFolder(path.join(folder, 'dist'))).toEqual(before);
  });

  it('lets the plan stop what the team forbids', async () => {
    await synth({});
    const before = readFolder(path.join(folder, 'dist'));
    const { code, err } = await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected');
    expect(code).toBe(2);
    expect(err).toContain('StatefulSet default/web');
    expect(err).toContain('stopped by --fail-on rejected; dist is as it was');
    expect(readFolder(path.join(folder, 'dist'))).toEqual(before);
    expect((await synth({ NAMES: 'web,wiki' }, '--fail-on', 'rejected', '--quiet')).code).toBe(0);
    expect(dist()).toContain('wiki.k8s.yaml');
  });

  const appOf = (body: string): void =>
    fs.writeFileSync(
      path.join(folder, 'main.js'),
      `require('tsx/cjs'); const { Chart, ApiObject } = require('cdk8s'); const fs = require('node:fs'); const path = require('node:path');
       const { GitOpsApp } = require(${JSON.stringify(path.join(__dirname, '../../lib'))});
       const { report } = require(${JSON.stringify(path.join(__dirname, '../../lib/diagnostics'))});
       const app = new GitOpsApp(); const chart = new Chart(app, 'web');
       new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
       ${body}`,
    );

  it('tells what the app warns about, once', async () => {
    appOf(
      `report(chart, { severity: 'warning', code: 'odd', prop: 'size', message: 'is odd', remedy: 'Think' }); app.synth();`,
    );
    const { err } = await synth({});
    expect(err).toMatch(
      /^warning: \[web\] size: is odd\. Think\. \[odd\]\n {2}\+ web\.k8s\.yaml\nsynth: dist: 1 created, 1 warning in/,
    );
    const { out } = await synth({}, '--json');
    expect(JSON.parse(out)).toMatchObject({ unchanged: 1, warnings: [{ code: 'odd', construct: 'web' }] });
  });

  it('tells a tool, as JSON, why nothing was written', async () => {
    appOf(`chart.node.addValidation({ validate: () => ['first', 'second'] }); app.synth();`);
    const failed = 'The app failed (exit code 1): node main.js. dist is as it was.';
    const { code, out } = await synth({}, '--json');
    expect([code, JSON.parse(out)]).toEqual([1, { error: failed, errors: ['[web] first', '[web] second', failed] }]);
    fs.writeFileSync(path.join(folder, 'main.js'), PROGRAM);
    await synth({});
    const stopped = await synth({ SIZE: '2Gi' }, '--fail-on', 'rejected', '--json');
    const message = 'stopped by --fail-on rejected; dist is as it was';
    expect([stopped.code, JSON.parse(stopped.out)]).toEqual([2, { error: message, errors: [message] }]);
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), 'output: x\n');
    expect(JSON.parse((await synth({}, '--json')).out)).toHaveProperty('error');
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
    ['an app that writes nothing', 'app: "true"\n', 'The app wrote nothing'],
  ])('says what is wrong with %s', async (_, config, message) => {
    fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), config);
    const { code, err } = await synth({});
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});
