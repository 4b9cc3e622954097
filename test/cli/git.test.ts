import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { planOf, run, type Run } from './run';

let repository = '';
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(repository, name)), { recursive: true });
  writeFileSync(join(repository, name), text);
};
const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'plan-git-'));
  git('init', '-q', '-b', 'main');
  write('apps/dist/a.yaml', pod('a'));
  write('apps/dist/deep/ü b.yaml', `${pod('b')}  # é\n`);
  write('apps/dist/README.md', 'words');
  write('apps/dist/notes.txt', pod('c'));
  git('add', '-A');
  git('commit', '-qm', 'one');
  write('apps/dist/a.yaml', pod('changed'));
  git('commit', '-qam', 'two');
});
afterAll(() => rmSync(repository, { recursive: true }));

/** Runs a plan and tells the names of the objects that the engine got as BEFORE. */
async function before(source: string, cwd = repository): Promise<Run & { names: string[] }> {
  const names: string[] = [];
  const engine = (manifests: readonly Manifest[]): ReturnType<typeof planOf> => {
    names.push(...manifests.map(({ metadata }) => metadata.name));
    return planOf([]);
  };
  return { ...(await run(['plan', source, '/dev/null'], { cwd, engine })), names };
}

test.each([
  ['git:HEAD~1:apps/dist', ['a', 'b']],
  ['git:HEAD:apps/dist/', ['changed', 'b']],
  ['git:main:apps/dist/a.yaml', ['changed']],
  ['git:main:./apps', ['changed', 'b']],
  ['git:main:.', ['changed', 'b']],
  ['git:HEAD:apps/dist/notes.txt', ['c']],
])('%s holds %j', async (source, names) => {
  expect(await before(source)).toMatchObject({ code: 0, err: '', names });
});

test('a path is relative to the current folder', async () => {
  expect((await before('git:HEAD:dist', join(repository, 'apps'))).names).toEqual(['changed', 'b']);
  expect((await before('git:HEAD:.', join(repository, 'apps/dist/deep'))).names).toEqual(['b']);
  expect((await before('git:HEAD:../a.yaml', join(repository, 'apps/dist/deep'))).names).toEqual(['changed']);
});

test.each([
  ['git:nope:apps', "git does not know the revision 'nope'. Fetch it first"],
  [
    'git:HEAD:nope',
    'nope does not exist in HEAD. If this change is the first to add it, compare with /dev/null, which is empty',
  ],
  ['git:HEAD', "'git:HEAD' is not git:REV:PATH. Example: git:origin/main:dist"],
  ['git:HEAD:', "'git:HEAD:' is not git:REV:PATH"],
  ['git:--help:x', 'is not git:REV:PATH'],
  ['git:HEAD:../x', '../x lies outside the git repository'],
])('%s is an error with the way out', async (source, message) => {
  const { code, err } = await before(source);
  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('outside a repository is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-nogit-'));
  const { code, err } = await before('git:HEAD:dist', folder);
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(err).toContain('is not inside a git repository');
});

test('a repository without a commit is told so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-empty-'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
  const { err } = await before('git:HEAD:dist', folder);
  rmSync(folder, { recursive: true });
  expect(err).toContain("'git:HEAD:dist': this repository has no commit yet");
});

test('a broken manifest is named with its revision', async () => {
  write('broken/x.yaml', 'a: b: c\n');
  git('add', '-A');
  git('commit', '-qm', 'three');
  expect((await before('git:HEAD:broken')).err).toContain(
    'HEAD:broken/x.yaml, document 1, line 1, column 4: not valid YAML',
  );
});
