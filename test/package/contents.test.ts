import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pack, run } from './consumer';
import { STALE } from './pack-once';

let folder: string;
let files: string[];
const sizeOf = (file: string): number => fs.statSync(path.join(folder, file)).size;
const text = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'contents-'));
  run(folder, 'tar', 'xzf', pack(), '--strip-components=1');
  files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('the package is at most 4 MB, unpacked', () => {
  const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0);
  expect(bytes).toBeLessThanOrEqual(4_000_000);
});

test('holds code, types, docs, examples and what an installation reads, and nothing else', () => {
  const places = files.map((file) =>
    file.replace(/^(build\/(lib|imports)|docs\/(guide|reference)|examples)\/.*?((\.d)?\.\w+)$/, '$1/*$4'),
  );
  expect([...new Set(places)].sort()).toEqual([
    '.jsii',
    '.jsii.gz',
    'CHANGELOG.md',
    'LICENSE',
    'NOTICES.md',
    'README.md',
    'build/imports/*.js',
    'build/lib/*.d.ts',
    'build/lib/*.js',
    'docs/README.md',
    'docs/guide/*.md',
    'docs/reference/*.md',
    'examples/*.ts',
    'examples/*.yaml',
    'package.json',
  ]);
});

test('was made from the sources of today', () => {
  expect(files).not.toContain(STALE);
});

test('requires nothing but Node, itself and its peers, wherever it is installed', () => {
  const { peerDependencies, dependencies } = JSON.parse(text('package.json')) as Record<string, object | undefined>;
  const specifiers = files
    .filter((file) => file.startsWith('build/') && file.endsWith('.js') && !file.includes('/vendor/'))
    .flatMap((file) =>
      [...text(file).matchAll(/\brequire\(["']([^"'.][^"']*)["']\)/g)].map(([, specifier]) => specifier!),
    );
  const others = specifiers.filter((specifier) => !specifier.startsWith('node:'));

  expect(dependencies).toBeUndefined();
  expect([...new Set(others)].sort()).toEqual(Object.keys(peerDependencies ?? {}).sort());
});

test('names the licence of each package that is vendored, with its copyright', () => {
  const notices = text('NOTICES.md').split(/^## /m).slice(1);
  const vendored = files.filter((file) => file.startsWith('build/lib/vendor/'));
  const nameOf = (notice: string): string =>
    notice.split(' ')[0]!.replace(/^@/, '').replace('/', '-').replace(/\.js$/, '');

  expect(notices.map(nameOf)).toEqual(expect.arrayContaining(vendored.map((file) => path.basename(file, '.js'))));
  for (const notice of notices) expect(notice).toMatch(/Copyright/);
});
