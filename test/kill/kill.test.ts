import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RECORD } from '../../lib/synth/folder/file-record';
import { replaceFolder } from '../../lib/synth/folder/replace-folder';
import { readFolder } from '../support/synth-program';
import { generation, type Name } from './generations';

const KILLS = Number(process.env.KILLS ?? 100);
const FILES = 300;
const FOREIGN = { 'README.md': 'mine', 'cluster/notes.txt': 'mine too' };

let sandbox: string;
const writer = path.join(__dirname, 'writer.ts');
beforeAll(() => (sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'kill-'))));
afterAll(() => fs.rmSync(sandbox, { recursive: true, force: true }));

function start(root: string, env: NodeJS.ProcessEnv = process.env): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, root, String(FILES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  return new Promise((resolve) => child.stdout?.once('data', () => resolve(child)));
}

async function kill(child: ChildProcess, afterMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** How long a writer takes for its first two generations: a kill within that time meets it anywhere, however fast the machine is. */
async function twoTurns(root: string, env?: NodeJS.ProcessEnv): Promise<number> {
  const child = await start(root, env);
  const began = performance.now();
  let said = '';
  await new Promise<void>((resolve) =>
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('2\n')) resolve();
    }),
  );
  const ms = performance.now() - began;
  await kill(child, 0);
  replaceFolder(root, generation('even', FILES));
  return ms;
}

function withoutRecord(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readFolder(root)).filter(([file]) => file !== RECORD));
}

/** Which generation the folder holds, all of it and nothing else. */
function held(root: string): Name {
  const files = withoutRecord(root);
  const name: Name = files['1.k8s.yaml']?.includes('even') === true ? 'even' : 'odd';
  const expected = Object.fromEntries(generation(name, FILES).map((file) => [file.path, file.content]));
  expect(files).toEqual({ ...expected, ...FOREIGN });
  return name;
}

function prepare(name: string): string {
  const root = path.resolve(sandbox, name);
  fs.mkdirSync(path.join(root, 'cluster'), { recursive: true });
  Object.entries(FOREIGN).forEach(([file, text]) => fs.writeFileSync(path.join(root, file), text));
  replaceFolder(root, generation('even', FILES));
  return root;
}

test(`${KILLS} kills at random moments each leave one whole generation`, async () => {
  const root = prepare('dist');
  const seen = { even: 0, odd: 0 };
  const most = await twoTurns(root);
  for (let index = 0; index < KILLS; index++) {
    await kill(await start(root), Math.random() * most);
    seen[held(root)] += 1;
  }
  expect(seen.even).toBeGreaterThan(0);
  expect(seen.odd).toBeGreaterThan(0);
  replaceFolder(root, generation('even', FILES));
  expect(fs.readdirSync(sandbox)).not.toContain('.dist.synth-work');
}, 600_000);

test('without a program that exchanges folders, what a kill leaves the next run completes', async () => {
  const root = prepare('plain');
  const bin = path.join(sandbox, 'bin');
  fs.mkdirSync(bin);
  let missing = 0;
  for (let index = 0; index < KILLS; index++) {
    await kill(await start(root, { PATH: bin }), Math.random() * 100);
    if (fs.existsSync(root)) {
      held(root);
    } else {
      missing += 1;
    }
    // Nothing to do: only to recover.
    replaceFolder(root, generation(index % 2 === 0 ? 'even' : 'odd', FILES));
    expect(held(root)).toBe(index % 2 === 0 ? 'even' : 'odd');
  }
  process.stderr.write(`The folder was missing after ${missing} of ${KILLS} kills.\n`);
}, 600_000);

test('two runs at once leave one whole generation', async () => {
  const root = prepare('shared');
  const children = await Promise.all([start(root), start(root), start(root)]);
  for (let index = 0; index < 20; index++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await Promise.all(children.map((child) => kill(child, 0)));
  held(root);
}, 60_000);

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;
(canMount ? describe : describe.skip)('a disk of its own', () => {
  let disk: string;
  const mounts: string[] = [];
  const mount = (folder: string, ...args: string[]): void => {
    fs.mkdirSync(folder, { recursive: true });
    execFileSync('mount', [...args, folder]);
    mounts.push(folder);
  };
  const tmpfs = (folder: string, options = 'size=4m'): void => mount(folder, '-t', 'tmpfs', '-o', options, 'tmpfs');
  beforeEach(() => {
    disk = fs.mkdtempSync(path.join(os.tmpdir(), 'disk-'));
    tmpfs(disk);
  });
  afterEach(() => {
    mounts.splice(0).reverse().forEach((folder) => execFileSync('umount', ['-l', folder])); // prettier-ignore
    fs.rmdirSync(disk);
  });
  const replace = (root: string, files: Record<string, string>): ReturnType<typeof replaceFolder> =>
    replaceFolder(root, Object.entries(files).map(([file, content]) => ({ path: file, content }))); // prettier-ignore
  const leftovers = (folder: string): string[] => fs.readdirSync(folder).filter((file) => file.includes('synth-work'));

  test.each([
    ['of bytes, in a folder on it', 'dist', 'size=4m', 1_000_000, 10],
    ['of bytes, that is the folder itself', '.', 'size=4m', 1_000_000, 10],
    ['of files, in a folder on it', 'dist', 'size=64m,nr_inodes=40', 10, 100],
    ['of files, that is the folder itself', '.', 'size=64m,nr_inodes=40', 10, 100],
  ])('that is full %s changes nothing', (_, name, options, size, count) => {
    tmpfs(path.join(disk, 'small'), options);
    const root = path.join(disk, 'small', name);
    replace(root, { 'a.yaml': 'old', 'b.yaml': 'old' });
    const large = Object.fromEntries(Array.from({ length: count }, (__, index) => [`${index}.yaml`, 'x'.repeat(size)]));
    expect(() => replace(root, { ...large, 'a.yaml': 'new' })).toThrow('The disk is full');
    expect(withoutRecord(root)).toEqual({ 'a.yaml': 'old', 'b.yaml': 'old' });
    replace(root, { 'a.yaml': 'new', 'c.yaml': 'new' });
    expect(withoutRecord(root)).toEqual({ 'a.yaml': 'new', 'c.yaml': 'new' });
    expect(leftovers(path.join(disk, 'small'))).toEqual([]);
  });

  test('that is mounted read-only changes nothing', () => {
    const root = path.join(disk, 'dist');
    replace(root, { 'a.yaml': 'old' });
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(() => replace(root, { 'a.yaml': 'new' })).toThrow('read-only');
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('old');
  });

  test.each([
    ['a disk', (at: string) => tmpfs(at)],
    ['a folder from elsewhere', (at: string) => mount(at, '--bind', fs.mkdtempSync(path.join(disk, 'elsewhere-')))],
  ])('that is mounted in the output folder, %s, stays where it is with what is on it', (_, mountAt) => {
    const root = path.join(disk, 'dist');
    replace(root, { 'a.yaml': '1', 'b.yaml': '1' });
    mountAt(path.join(root, 'data'));
    fs.writeFileSync(path.join(root, 'data', 'precious'), 'mine');
    const { ino, dev } = fs.statSync(path.join(root, 'data'));
    const { weakness } = replace(root, { 'a.yaml': '2', 'c.yaml': '1' });
    expect(weakness).toContain('mount point');
    expect(fs.statSync(path.join(root, 'data'))).toMatchObject({ ino, dev });
    expect(withoutRecord(root)).toEqual({ 'a.yaml': '2', 'c.yaml': '1', 'data/precious': 'mine' });
    expect(leftovers(disk)).toEqual([]);
  });

  test('what cannot be replaced file by file is put back', () => {
    const root = path.join(disk, 'dist');
    replace(root, { 'a.yaml': '1', 'b.yaml': '1' });
    tmpfs(root);
    const before = { 'a.yaml': '1', 'b.yaml': '1', 'z/c.yaml': '1' };
    replace(root, before);
    tmpfs(path.join(root, 'z')); // Another disk: a file cannot be moved to it.
    fs.writeFileSync(path.join(root, 'z', 'c.yaml'), '1');
    expect(() => replace(root, { 'a.yaml': '2', 'new.yaml': '1', 'z/c.yaml': '2' })).toThrow('old files are unchanged');
    expect(withoutRecord(root)).toEqual(before);
    expect(leftovers(root)).toEqual([]);
  });

  test('whose folder comes from an image below, as in a container, is written all the same', () => {
    for (const folder of ['image/dist/production', 'upper', 'work']) {
      fs.mkdirSync(path.join(disk, folder), { recursive: true });
    }
    replace(path.join(disk, 'image', 'dist'), { 'a.yaml': '1', 'b.yaml': '1', 'production/c.yaml': '1' });
    fs.writeFileSync(path.join(disk, 'image', 'dist', 'README.md'), 'mine');
    const [lower, upper, work] = ['image', 'upper', 'work'].map((folder) => path.join(disk, folder));
    const root = path.join(disk, 'container', 'dist');
    mount(path.dirname(root), '-t', 'overlay', '-o', `lowerdir=${lower},upperdir=${upper},workdir=${work}`, 'overlay');
    const { weakness } = replace(root, { 'a.yaml': '2', 'production/c.yaml': '2', 'd.yaml': '1' });
    expect(weakness).toContain('moving');
    expect(withoutRecord(root)).toEqual({
      'a.yaml': '2',
      'd.yaml': '1',
      'production/c.yaml': '2',
      'README.md': 'mine',
    });
    expect(leftovers(path.dirname(root))).toEqual([]);
  });

  test(`whose folder is replaced file by file is whole again after each of ${KILLS} kills and a run that fails`, async () => {
    tmpfs(path.join(disk, 'dist'), 'size=32m');
    const root = prepare(path.join(disk, 'dist'));
    function* failing(): Generator<never> {
      throw new Error('a construct');
    }
    let mixtures = 0;
    for (let index = 0; index < KILLS; index++) {
      await kill(await start(root), Math.random() * 250);
      mixtures +=
        new Set(Object.values(withoutRecord(root)).map((text) => /even|odd/.exec(text)?.[0])).size > 2 ? 1 : 0;
      expect(() => replaceFolder(root, failing())).toThrow('a construct');
      held(root);
    }
    process.stderr.write(`The folder was a mixture after ${mixtures} of ${KILLS} kills, until the next run.\n`);
  }, 600_000);

  test('that a user shares with others who made folders in it read-only is written, again and again', () => {
    const root = path.join(disk, 'dist');
    fs.chmodSync(disk, 0o777);
    process.seteuid?.(65534);
    try {
      replace(root, { 'a.yaml': '1', 'b.yaml': '1' });
      fs.mkdirSync(path.join(root, 'locked'));
      fs.writeFileSync(path.join(root, 'locked', 'mine'), 'mine');
      fs.chmodSync(path.join(root, 'locked'), 0o555);
      for (const content of ['2', '3', '4']) {
        replace(root, { 'a.yaml': content, 'b.yaml': content });
        expect(withoutRecord(root)).toEqual({ 'a.yaml': content, 'b.yaml': content, 'locked/mine': 'mine' });
        expect(fs.statSync(path.join(root, 'locked')).mode & 0o777).toBe(0o555);
        expect(leftovers(disk)).toEqual([]);
      }
      fs.chmodSync(root, 0o555);
      expect(() => replace(root, { 'a.yaml': '5', 'b.yaml': '5' })).toThrow('not writable');
      fs.chmodSync(root, 0o755);
      expect(withoutRecord(root)).toEqual({ 'a.yaml': '4', 'b.yaml': '4', 'locked/mine': 'mine' });
    } finally {
      process.seteuid?.(0);
    }
    replace(root, { 'a.yaml': '6', 'b.yaml': '6', 'c.yaml': '6' });
    expect(fs.statSync(path.join(root, 'a.yaml')).uid).toBe(65534); // Also when root writes it.
  });
});
