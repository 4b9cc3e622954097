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
  const root = path.join(sandbox, name);
  fs.mkdirSync(path.join(root, 'cluster'), { recursive: true });
  Object.entries(FOREIGN).forEach(([file, text]) => fs.writeFileSync(path.join(root, file), text));
  replaceFolder(root, generation('even', FILES));
  return root;
}

test(`${KILLS} kills at random moments each leave one whole generation`, async () => {
  const root = prepare('dist');
  const seen = { even: 0, odd: 0 };
  for (let index = 0; index < KILLS; index++) {
    await kill(await start(root), Math.random() * 250);
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
(canMount ? describe : describe.skip)('a small disk', () => {
  let disk: string;
  beforeEach(() => {
    disk = fs.mkdtempSync(path.join(os.tmpdir(), 'disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  });
  afterEach(() => {
    execFileSync('umount', [disk]);
    fs.rmdirSync(disk);
  });

  test.each([
    ['in a folder on it', 'dist'],
    ['that is the folder itself', '.'],
  ])('that fills up, %s, changes nothing', (_, name) => {
    const root = path.join(disk, name);
    replaceFolder(root, [
      { path: 'a.yaml', content: 'old' },
      { path: 'b.yaml', content: 'old' },
    ]);
    const large = Array.from({ length: 10 }, (__, index) => ({
      path: `${index}.yaml`,
      content: 'x'.repeat(1_000_000),
    }));
    expect(() => replaceFolder(root, [...large, { path: 'a.yaml', content: 'new' }])).toThrow('The disk is full');
    const files = withoutRecord(root);
    expect(files).toEqual({ 'a.yaml': 'old', 'b.yaml': 'old' });
    replaceFolder(root, [
      { path: 'a.yaml', content: 'new' },
      { path: 'c.yaml', content: 'new' },
    ]);
    const after = withoutRecord(root);
    expect(after).toEqual({ 'a.yaml': 'new', 'c.yaml': 'new' });
    expect(fs.readdirSync(disk).filter((file) => file.includes('synth-work'))).toEqual([]);
  });

  test('that is mounted read-only changes nothing', () => {
    const root = path.join(disk, 'dist');
    replaceFolder(root, [{ path: 'a.yaml', content: 'old' }]);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(() => replaceFolder(root, [{ path: 'a.yaml', content: 'new' }])).toThrow('read-only');
    expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('old');
  });
});
