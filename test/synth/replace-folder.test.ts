import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RECORD } from '../../lib/synth/folder/file-record';
import { identify } from '../../lib/synth/folder/process-identity';
import { RunLock } from '../../lib/synth/folder/run-lock';
import { replaceFolder } from '../../lib/synth/folder/replace-folder';
import { retire } from '../../lib/synth/folder/staging';

let sandbox: string;
let root: string;
beforeEach(() => {
  sandbox = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'replace-')));
  root = path.join(sandbox, 'dist');
});
afterEach(() => fs.rmSync(sandbox, { recursive: true, force: true }));

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const replace = (files: Record<string, string>, folder = root): ReturnType<typeof replaceFolder> =>
  replaceFolder(
    folder,
    Object.entries(files).map(([file, content]) => ({ path: file, content })),
    { timeout: 2000 },
  );
const read = (folder = root): Record<string, string> =>
  Object.fromEntries(
    (fs.readdirSync(folder, { recursive: true }) as string[])
      .sort()
      .filter((file) => path.basename(file) !== RECORD && fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
const beside = (): string[] => fs.readdirSync(sandbox).sort();

describe('replacing the output folder', () => {
  it('creates the folder with all files at once, and leaves nothing beside it', () => {
    const result = replace({ 'a.yaml': 'a', 'production/b.yaml': 'b' }, path.join(sandbox, 'dist'));
    expect(result).toMatchObject({ created: ['a.yaml', 'production/b.yaml'], changed: [], removed: [], unchanged: 0 });
    expect(read()).toEqual({ 'a.yaml': 'a', 'production/b.yaml': 'b' });
    expect(beside()).toEqual(['dist']);
  });

  it('changes what differs, removes what is gone, and leaves the rest as it is', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1', 'c.yaml': '1', 'old/d.yaml': '1' });
    const before = fs.statSync(path.join(root, 'a.yaml'));
    const result = replace({ 'a.yaml': '1', 'b.yaml': '2', 'e.yaml': '1' });
    expect(result).toEqual({
      created: ['e.yaml'],
      changed: ['b.yaml'],
      removed: ['c.yaml', 'old/d.yaml'],
      unchanged: 1,
      kept: [],
    });
    expect(read()).toEqual({ 'a.yaml': '1', 'b.yaml': '2', 'e.yaml': '1' });
    expect(fs.readdirSync(root).sort()).toEqual([RECORD, 'a.yaml', 'b.yaml', 'e.yaml']);
    const after = fs.statSync(path.join(root, 'a.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('does not touch the folder when nothing differs', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    const before = fs.statSync(root);
    expect(replace({ 'a.yaml': '1', 'b.yaml': '1' })).toMatchObject({ unchanged: 2 });
    expect(fs.statSync(root).ino).toBe(before.ino);
    expect(fs.statSync(root).mtimeMs).toBe(before.mtimeMs);
  });

  it('moves only the folder of the one cluster that changes', () => {
    replace({ 'blue/a.yaml': '1', 'blue/b.yaml': '1', 'green/a.yaml': '1' });
    const ino = (file: string): number => fs.statSync(path.join(root, file)).ino;
    const before = [ino('.'), ino('blue'), ino('green')];
    replace({ 'blue/a.yaml': '2', 'blue/b.yaml': '2', 'green/a.yaml': '1' });
    expect([ino('.') === before[0], ino('blue') === before[1], ino('green') === before[2]]).toEqual([
      true,
      false,
      true,
    ]);
    expect(read()).toEqual({ 'blue/a.yaml': '2', 'blue/b.yaml': '2', 'green/a.yaml': '1' });
  });

  it("keeps other people's files, folders and links, at every depth", () => {
    replace({ 'a.yaml': '1', 'sub/b.yaml': '1' });
    fs.writeFileSync(path.join(root, 'README.md'), 'mine');
    fs.writeFileSync(path.join(root, 'sub/mine.k8s.yaml'), object('mine'));
    fs.mkdirSync(path.join(root, 'empty'));
    fs.symlinkSync('README.md', path.join(root, 'link'));
    const result = replace({ 'a.yaml': '2', 'c.yaml': '1' });
    expect(result.kept).toEqual(['README.md', 'link', 'sub/mine.k8s.yaml']);
    expect(read()).toEqual({
      'README.md': 'mine',
      link: 'mine',
      'a.yaml': '2',
      'c.yaml': '1',
      'sub/mine.k8s.yaml': object('mine'),
    });
    expect(fs.readlinkSync(path.join(root, 'link'))).toBe('README.md');
    expect(fs.existsSync(path.join(root, 'empty'))).toBe(true);
  });

  it.each([
    ['before', ['current', 'old']],
    ['after', ['old', 'current']],
  ])(
    'keeps the last of what somebody else wrote to a file of theirs, %s the folders changed places',
    async (_, order) => {
      for (const folder of order) {
        fs.mkdirSync(path.join(sandbox, folder));
        fs.writeFileSync(path.join(sandbox, folder, 'notes'), folder);
        await new Promise((resolve) => setTimeout(resolve, 20)); // Longer than the clock of a file system needs.
      }
      retire(path.join(sandbox, 'old'), path.join(sandbox, 'current'), new Set());
      expect(fs.readFileSync(path.join(sandbox, 'current', 'notes'), 'utf8')).toBe(order[1]);
      expect(beside()).toEqual(['current']);
    },
  );

  it('refuses to overwrite a file that a person wrote', () => {
    fs.mkdirSync(root);
    fs.writeFileSync(path.join(root, 'web.k8s.yaml'), `# mine\n${object('web')}`);
    expect(() => replace({ 'web.k8s.yaml': object('other'), 'b.yaml': '1' })).toThrow(
      /not written by synth.*web\.k8s\.yaml/,
    );
    expect(read()).toEqual({ 'web.k8s.yaml': `# mine\n${object('web')}` });
  });

  it('takes over what cdk8s wrote before', () => {
    fs.mkdirSync(root);
    fs.writeFileSync(path.join(root, 'web.k8s.yaml'), object('web'));
    expect(replace({ 'web.k8s.yaml': object('other') }).changed).toEqual(['web.k8s.yaml']);
    expect(replace({ 'x.k8s.yaml': object('x') }).removed).toEqual(['web.k8s.yaml']);
  });

  it('keeps a symbolic link, and replaces what it leads to', () => {
    fs.mkdirSync(path.join(sandbox, 'elsewhere'));
    fs.symlinkSync('elsewhere', root);
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    replace({ 'a.yaml': '2', 'c.yaml': '1' });
    expect(fs.readlinkSync(root)).toBe('elsewhere');
    expect(read(path.join(sandbox, 'elsewhere'))).toEqual({ 'a.yaml': '2', 'c.yaml': '1' });
    expect(beside()).toEqual(['dist', 'elsewhere']);
  });

  it('creates the folder that a link leads to', () => {
    fs.symlinkSync('later/output', root);
    replace({ 'a.yaml': '1' });
    expect(read(path.join(sandbox, 'later/output'))).toEqual({ 'a.yaml': '1' });
  });

  it.each([
    ['a link to a file', (at: string) => fs.symlinkSync('/etc/hostname', at), 'is a symbolic link'],
    ['a folder', (at: string) => fs.mkdirSync(at), 'is a folder'],
  ])('refuses to put a file in the place of %s', (_, make, message) => {
    fs.mkdirSync(root);
    make(path.join(root, 'a.yaml'));
    expect(() => replace({ 'a.yaml': '1' })).toThrow(message);
  });

  it('refuses an output folder that is a file', () => {
    fs.writeFileSync(root, '');
    expect(() => replace({ 'a.yaml': '1' })).toThrow('is a file, but synth needs a folder');
  });

  it('leaves everything when the generator, or the gate, throws', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    function* failing(): Generator<{ path: string; content: string }> {
      yield { path: 'a.yaml', content: '2' };
      throw new Error('construct');
    }
    expect(() => replaceFolder(root, failing())).toThrow('construct');
    const beforeReplace = (): never => {
      throw new Error('gate');
    };
    expect(() => replaceFolder(root, [{ path: 'a.yaml', content: '2' }], { beforeReplace })).toThrow('gate');
    expect(read()).toEqual({ 'a.yaml': '1', 'b.yaml': '1' });
    expect(beside()).toEqual(['dist']);
  });

  it.each([
    ['removes the folder', (): void => fs.rmSync(root, { recursive: true }), undefined],
    [
      'writes a file that seemed unchanged',
      (): void => fs.writeFileSync(path.join(root, 'same.yaml'), 'branch'),
      { 'a.yaml': '1', 'b.yaml': '1', 'same.yaml': 'branch' },
    ],
    [
      'adds a file where a new one was to come',
      (): void => fs.writeFileSync(path.join(root, 'new.yaml'), 'mine'),
      { 'a.yaml': '1', 'b.yaml': '1', 'new.yaml': 'mine', 'same.yaml': '1' },
    ],
  ])('does not mix with another program that %s meanwhile', (_, meanwhile, left) => {
    replace({ 'a.yaml': '1', 'b.yaml': '1', 'same.yaml': '1' });
    const files = Object.entries({ 'a.yaml': '2', 'new.yaml': '1', 'same.yaml': '1' });
    const write = (): unknown =>
      replaceFolder(
        root,
        files.map(([file, content]) => ({ path: file, content })),
        { beforeReplace: meanwhile },
      );
    expect(write).toThrow(/Another program has changed .*\.yaml while synth was running.*Run again/);
    expect(fs.existsSync(root) ? read() : undefined).toEqual(left);
    expect(beside()).toEqual(left === undefined ? [] : ['dist']);
  });

  it('says that the disk is full, and leaves everything', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    function* filling(): Generator<{ path: string; content: string }> {
      yield { path: 'a.yaml', content: '2' };
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
    expect(() => replaceFolder(root, filling())).toThrow(/disk is full.*unchanged/);
    expect(read()).toEqual({ 'a.yaml': '1', 'b.yaml': '1' });
  });

  it('believes a record that a merge left in conflict', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    fs.writeFileSync(path.join(root, RECORD), '# x\n<<<<<<< ours\na.yaml\n=======\nb.yaml\n>>>>>>> theirs\n../evil\n');
    expect(replace({ 'a.yaml': '1' }).removed).toEqual(['b.yaml']);
  });

  it('finishes what a killed run began where two folders cannot change places in one step', () => {
    replace({ 'a.yaml': '1' });
    const work = path.join(sandbox, '.dist.synth-work');
    fs.mkdirSync(work);
    const { ino } = fs.statSync(root);
    fs.cpSync(root, path.join(sandbox, 'next'), { recursive: true });
    fs.writeFileSync(path.join(sandbox, 'next', 'a.yaml'), '2');
    fs.renameSync(path.join(sandbox, 'next'), path.join(work, `next-${ino + 1}-`));
    fs.renameSync(root, path.join(work, 'old-'));
    fs.writeFileSync(path.join(work, 'claim-1-dead'), JSON.stringify({ ...identify(process.pid), pid: 2 ** 22 + 1 }));
    replace({ 'a.yaml': '2' });
    expect(read()).toEqual({ 'a.yaml': '2' });
    expect(beside()).toEqual(['dist']);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip; // Elsewhere they are not looked for in PATH.
  onLinux('replaces the folder also when each program that exchanges folders is killed', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    const before = process.env.PATH;
    process.env.PATH = path.join(sandbox, 'bin');
    fs.mkdirSync(process.env.PATH);
    for (const name of ['perl', 'mv', 'python3']) {
      fs.writeFileSync(path.join(process.env.PATH, name), '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
    }
    try {
      expect(replace({ 'a.yaml': '2', 'b.yaml': '2' }).weakness).toContain('could exchange two folders in one step');
      expect(read()).toEqual({ 'a.yaml': '2', 'b.yaml': '2' });
      expect(beside()).toEqual(['bin', 'dist']);
    } finally {
      process.env.PATH = before;
    }
  });

  it('waits for another run, and says who holds the folder when it takes too long', async () => {
    replace({ 'a.yaml': '1' });
    const work = path.join(sandbox, '.dist.synth-work');
    fs.mkdirSync(work);
    const other = spawn('sleep', ['30']);
    try {
      await new Promise((resolve) => other.once('spawn', resolve));
      fs.writeFileSync(path.join(work, 'claim-x'), JSON.stringify(identify(other.pid ?? 0)));
      expect(() => replaceFolder(root, [{ path: 'a.yaml', content: '2' }], { timeout: 100 })).toThrow(
        `process ${other.pid}`,
      );
      expect(read()).toEqual({ 'a.yaml': '1' });
    } finally {
      other.kill('SIGKILL');
    }
  });

  const claim = (name: string, holder: object): void => {
    fs.mkdirSync(path.join(sandbox, '.dist.synth-work'), { recursive: true });
    fs.writeFileSync(path.join(sandbox, '.dist.synth-work', name), JSON.stringify(holder));
  };

  it('names the claim to delete, never the folder, in which a killed run may have left the only copy', () => {
    claim('claim-x', identify(process.ppid));
    expect(() => replaceFolder(root, [{ path: 'a.yaml', content: '1' }], { timeout: 10 })).toThrow(
      path.join(sandbox, '.dist.synth-work', 'claim-x'),
    );
  });

  it('waits for no run that was killed and that nobody has waited for', async () => {
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      claim('claim-x', identify(pid));
      process.kill(pid, 'SIGKILL');
      expect(replace({ 'a.yaml': '1', 'b.yaml': '1' }).created).toEqual(['a.yaml', 'b.yaml']);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('does not take a process of another container, or after a restart, for the one of that id', () => {
    claim('claim-x', { ...identify(process.pid), place: 'elsewhere' });
    const work = path.join(sandbox, '.dist.synth-work');
    const wait = { timeout: 10_000, onWait: (): void => undefined };
    expect(() => RunLock.take(work, { ...wait, timeout: 100 })).toThrow(`process ${process.pid} on elsewhere`);
    RunLock.take(work, { ...wait, silence: 100 }).giveBack(); // Nobody has renewed that claim.
    expect(beside()).toEqual([]);
  });

  it('stops when another run has given up on it and taken the folder', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    const now = jest.spyOn(Date, 'now');
    function* interrupted(): Generator<{ path: string; content: string }> {
      yield { path: 'a.yaml', content: '2' };
      const work = path.join(sandbox, '.dist.synth-work');
      fs.readdirSync(work).forEach((file) => file.startsWith('claim-') && fs.rmSync(path.join(work, file)));
      now.mockReturnValue(new Date().getTime() + 60_000);
      yield { path: 'b.yaml', content: '2' };
    }
    try {
      expect(() => replaceFolder(root, interrupted())).toThrow('Another synth took over this folder');
    } finally {
      now.mockRestore();
    }
    expect(read()).toEqual({ 'a.yaml': '1', 'b.yaml': '1' });
  });

  it.each([
    ['the folder you work in', () => process.cwd()],
    ['the folder you work in', () => path.dirname(process.cwd())],
    ['your home', () => os.homedir()],
    ['the folder you work in', () => '/'],
  ])('refuses a folder that holds %s', (what, folder) => {
    expect(() => replace({ 'a.yaml': '1' }, folder())).toThrow(`cannot be the output folder: it contains ${what}`);
  });

  it('refuses a folder in which a file has a name that cannot be written again, which only Linux has', () => {
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    const odd = Buffer.concat([Buffer.from(`${root}/odd`), Buffer.from([0xff])]);
    try {
      fs.writeFileSync(odd, 'mine');
    } catch {
      return;
    }
    expect(() => replace({ 'a.yaml': '2', 'b.yaml': '2' })).toThrow('not UTF-8');
    expect(fs.readFileSync(odd, 'utf8')).toBe('mine');
    fs.rmSync(odd);
    expect(replace({ 'a.yaml': '2', 'b.yaml': '2' }).changed).toEqual(['a.yaml', 'b.yaml']);
  });

  it.each([
    ['links in a circle', (at: string) => fs.symlinkSync('dist', at), '', 'form a circle'],
    ['a file in its path', (at: string) => fs.writeFileSync(at, ''), '/below', 'A part of that path is a file'],
    ['a long name', () => undefined, `/${'x'.repeat(250)}`, 'A name is too long'],
  ])('says what is wrong with an output folder with %s', (_, make, below, message) => {
    make(root);
    expect(() => replace({ 'a.yaml': '1' }, root + below)).toThrow(message);
  });

  it('refuses two files of one name, one of which would be lost', () => {
    const twice = ['1', '2'].map((content) => ({ path: 'production/a.yaml', content }));
    expect(() => replaceFolder(root, twice)).toThrow('Two files would have the name a.yaml');
    expect(fs.existsSync(root)).toBe(false);
  });

  it('keeps the bytes of a file that is no text', () => {
    const content = Buffer.from([0xff, 0x00, 0xfe]);
    const files = [{ path: 'logo.png', content }];
    expect(replaceFolder(root, files).created).toEqual(['logo.png']);
    expect(fs.readFileSync(path.join(root, 'logo.png'))).toEqual(content);
    expect(replaceFolder(root, files).unchanged).toBe(1);
  });

  it('sees that nothing differs in a text that UTF-8 cannot hold', () => {
    replace({ 'a.yaml': 'a: "\ud800"\n' });
    expect(replace({ 'a.yaml': 'a: "\ud800"\n' }).unchanged).toBe(1);
  });

  it('leaves no trace in git when nothing differs', () => {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: sandbox, encoding: 'utf8' });
    git('init', '-q');
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    git('add', '-A');
    replace({ 'a.yaml': '2', 'b.yaml': '1', 'c.yaml': '1' });
    replace({ 'a.yaml': '1', 'b.yaml': '1' });
    expect(git('status', '--porcelain')).toBe(
      ['.synth-files', 'a.yaml', 'b.yaml'].map((file) => `A  dist/${file}\n`).join(''),
    );
  });
});
