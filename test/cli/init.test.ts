import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { parse } from 'yaml';
import { initCommand } from '../../lib/cli/commands/init';
import { main } from '../../lib/cli/main';

const PIPELINES = path.join(__dirname, '../../examples/pipelines');
let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'init-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

async function init(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Writable =>
    new Writable({ write: (chunk, _encoding, done) => ((texts[name] += String(chunk)), done()) });
  const io = { cwd: root, env: {}, stdin: Readable.from([]), stdout: sink('out'), stderr: sink('err') };
  return { code: await main(['init', ...args], io, [initCommand]), ...texts };
}
const files = (folder = root): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => fs.statSync(path.join(folder, file)).isFile())
    .sort();
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

test('writes a project in TypeScript with its tests and the pipeline of GitHub, and says what comes next', async () => {
  const { code, out } = await init('wiki');
  expect(code).toBe(0);
  expect(files(path.join(root, 'wiki'))).toEqual([
    '.github/workflows/check.yaml',
    '.github/workflows/plan.yaml',
    '.gitignore',
    'cdk8s.yaml',
    'main.test.ts',
    'main.ts',
    'package.json',
    'tsconfig.json',
  ]);
  expect(out).toContain('cd wiki && npm install && npm run synth && npm test');
  for (const file of ['check.yaml', 'plan.yaml']) {
    expect(read(`wiki/.github/workflows/${file}`)).toBe(fs.readFileSync(path.join(PIPELINES, 'github', file), 'utf8'));
  }
  const manifest = JSON.parse(read('wiki/package.json')) as Record<string, Record<string, string>>;
  expect(Object.keys(manifest['dependencies'] ?? {}).sort()).toEqual([
    'cdk8s',
    'cdk8s-plus-27',
    'cdk8s-stateful-web-app',
    'constructs',
  ]);
  Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] }).forEach((range) =>
    expect(range).toMatch(/^\^\d+\.\d+\.\d+$/),
  );
});

test('writes a project in Python, with the pipeline of GitLab', async () => {
  await init('.', '--language', 'python', '--host', 'gitlab');
  expect(files()).toEqual([
    '.gitignore',
    '.gitlab-ci.yml',
    'cdk8s.yaml',
    'main.py',
    'requirements.txt',
    'test_main.py',
  ]);
  expect(read('requirements.txt')).toMatch(/^cdk8s-stateful-web-app>=\d+\.\d+\.\d+,<\d+(\.\d+)?$/m);
  expect(Object.keys(parse(read('.gitlab-ci.yml')) as object)).toEqual(['include', 'check']);
});

test('writes no pipeline where none is wanted', async () => {
  await init('.', '--host', 'none');
  expect(files().filter((file) => file.startsWith('.git'))).toEqual(['.gitignore']);
});

test('overwrites nothing, not even a link that leads nowhere, and then writes nothing', async () => {
  fs.mkdirSync(path.join(root, 'wiki'));
  fs.symlinkSync('/nowhere', path.join(root, 'wiki/main.ts'));
  const { code, err } = await init('wiki');
  expect([code, err]).toEqual([1, expect.stringContaining('main.ts exists')]);
  expect(fs.readdirSync(path.join(root, 'wiki'))).toEqual(['main.ts']);
  fs.rmSync(path.join(root, 'wiki/main.ts'));
});

test('writes into a clone, keeps its .gitignore, and says what to add to it', async () => {
  fs.writeFileSync(path.join(root, '.gitignore'), 'build/\n');
  fs.mkdirSync(path.join(root, '.git'));
  const { code, err } = await init();
  expect([code, read('.gitignore')]).toEqual([0, 'build/\n']);
  expect(err).toContain('Add to it: node_modules/ plan/');
  expect((await init('inside')).err).toContain('at its top only');
});

test.each([
  ['My Wiki 2!', 'my-wiki-2'],
  ['2024', 'web'],
  ["it's $(touch x)", 'it-s-touch-x'],
  ['W'.repeat(80), 'w'.repeat(40)],
])('makes a name that Kubernetes takes of the folder %s', async (folder, name) => {
  expect((await init(folder)).code).toBe(0);
  expect(read(`${folder}/main.ts`)).toContain(`new StatefulWebApp(chart, '${name}', {`);
});

test.each([
  [['--language', 'go'], '--language'],
  [['--host', 'jenkins'], '--host'],
])('%j is refused', async (args, message) => {
  expect(await init(...args)).toMatchObject({ code: 1, err: expect.stringContaining(message) as unknown });
  expect(files()).toEqual([]);
});
