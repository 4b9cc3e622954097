import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../../lib';
import { run as runWith, type Run } from './run';

jest.setTimeout(120_000);

let cwd: string;
beforeEach(() => {
  cwd = fs.mkdtempSync(join(tmpdir(), 'limits-'));
  fs.mkdirSync(join(cwd, 'dist'));
  write('before.yaml', manifest('a'));
  write('dist/a.yaml', manifest('a'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

const run = (args: readonly string[], stdin?: string): Promise<Run> =>
  runWith(['plan', ...args], { cwd, ...(stdin === undefined ? {} : { stdin }) });
const write = (name: string, text: string): void => fs.writeFileSync(join(cwd, name), text);
const manifest = (name: string, filler = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: "${filler}"}\n`;
const MI = 2 ** 20;

test.each([
  ['a file', ['before.yaml', 'large.yaml'], undefined],
  ['a file in a folder', ['before.yaml', 'dist'], undefined],
  ['standard input', ['before.yaml', '-'], manifest('a', 'x'.repeat(2 * MI))],
])('%s beyond the limit is refused, with the limit and the option that raises it', async (_what, args, stdin) => {
  write('large.yaml', manifest('a', 'x'.repeat(2 * MI)));
  fs.copyFileSync(join(cwd, 'large.yaml'), join(cwd, 'dist/large.yaml'));
  const { code, err } = await run([...args, '--max-size', '1Mi'], stdin);
  expect([code, err]).toEqual([1, expect.stringMatching(/larger than 1Mi.*--max-size 2Mi/)]);
});

test('a file beyond the limit in a commit is refused', async () => {
  write('dist/a.yaml', manifest('a', 'x'.repeat(2 * MI)));
  const git = (...args: readonly string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'a');
  const { code, err } = await run(['before.yaml', 'git:HEAD:dist', '--max-size', '1Mi']);
  expect([code, err]).toEqual([1, expect.stringMatching(/HEAD:dist\/a\.yaml.*larger than 1Mi/)]);
});

test('files that are too much together are refused, and read where the option allows them', async () => {
  for (let index = 0; index < 5; index += 1) write(`dist/${index}.yaml`, manifest(`m${index}`, 'x'.repeat(0.9 * MI)));
  expect(await run(['before.yaml', 'dist', '--max-size', '1Mi'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/larger than 4Mi.*--max-size 2Mi/) as unknown,
  });
  expect((await run(['before.yaml', 'dist', '--max-size', '2Mi'])).code).toBe(0);
});

test.each(['0', '1Ti', '-1', 'much', '501Mi', '1.5Mi'])('%s is no size', async (size) => {
  expect(await run(['before.yaml', 'dist', '--max-size', size])).toMatchObject({ code: 1, out: '' });
});

test.each([
  ['a pipe', (name: string): unknown => execFileSync('mkfifo', [name])],
  ['a link to a device', (name: string): unknown => fs.symlinkSync('/dev/zero', name)],
  ['a link to standard input', (name: string): unknown => fs.symlinkSync('/dev/stdin', name)],
])('%s in a folder is refused, and so is one that the user names', async (_what, make) => {
  make(join(cwd, 'dist/x.yaml'));
  expect(await run(['before.yaml', 'dist'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/x\.yaml.*pipe or a device/) as unknown,
  });
  for (const args of [
    ['before.yaml', 'dist/x.yaml'],
    ['dist/x.yaml', 'before.yaml'],
    ['before.yaml', 'before.yaml', '--acknowledge', 'dist/x.yaml'],
    ['before.yaml', 'before.yaml', '--acknowledge', 'before.yaml', '--acknowledge-target', 'dist/x.yaml'],
    ['before.yaml', 'before.yaml', '--cluster', 'dist/x.yaml'],
    ['before.yaml', 'before.yaml', '--cluster', 'dist'],
  ]) {
    const err = expect.stringMatching(/pipe or a device|named pipe/) as unknown;
    expect([args, await run(args)]).toEqual([args, { code: 1, out: '', err }]);
  }
});

test.each([
  'resources: [pipe.yaml]',
  'patches: [{path: pipe.yaml}]',
  'configMapGenerator: [{name: a, files: [pipe.yaml]}]',
])('a pipe that a kustomization needs is refused: %s', async (fields) => {
  execFileSync('mkfifo', [join(cwd, 'dist/pipe.yaml')]);
  write('dist/kustomization.yaml', fields);
  expect(await run(['before.yaml', 'dist'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('pipe') as unknown,
  });
});

test('a kustomization that is a pipe is refused, and so are files of a cluster, and a configuration of cdk8s', async () => {
  execFileSync('mkfifo', [join(cwd, 'dist/kustomization.yaml'), join(cwd, 'cluster.yaml'), join(cwd, 'cdk8s.yaml')]);
  for (const args of [['before.yaml', 'dist'], []]) {
    expect(await run(args)).toMatchObject({ code: 1, err: expect.stringContaining('pipe') as unknown });
  }
  expect(() => Cluster.fromFolder(cwd)).toThrow(/named pipe/);
});

test('a device without end is read up to the limit, and one that is empty is nothing', async () => {
  expect(await run(['before.yaml', '/dev/zero', '--max-size', '1Mi'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('larger than 1Mi') as unknown,
  });
  expect((await run(['before.yaml', '/dev/null'])).code).toBe(0);
});

const ROOT = join(__dirname, '..', '..');
const child = (limits: string, args: string): { readonly status: number | null; readonly stderr: string } =>
  spawnSync(
    'bash',
    ['-c', `ulimit ${limits}; exec node --max-old-space-size=256 --import tsx lib/cli/bin.ts plan ${args}`],
    {
      cwd: ROOT,
      encoding: 'utf8',
      // tsx writes its cache in the background, a file that stays open for each module: more than the limit of a test.
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    },
  );

test('a folder of many files is read where few may be open at once', () => {
  for (let index = 0; index < 2000; index += 1) write(`dist/${index}.yaml`, manifest(`m${index}`));
  expect(child('-n 256', `${cwd}/before.yaml ${cwd}/dist --fail-on never`)).toMatchObject({ status: 0, stderr: '' });
});

test('a text of 50 MB needs no more memory than a few times its size', () => {
  write('large.yaml', 'x'.repeat(50 * MI));
  expect(child('-c 0', `${cwd}/before.yaml ${cwd}/large.yaml`)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('a text is not an object') as unknown,
  });
});
