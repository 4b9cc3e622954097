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
