import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT, run } from './consumer';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'generated-'));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('docs/api is what `npm run docs` gives', () => {
  // A copy, so that nobody who builds at the same time is disturbed.
  for (const file of [
    'lib',
    'imports',
    'scripts/api-reference',
    'package.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
  ]) {
    fs.cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  run(folder, 'npm', 'run', 'docs');

  const pagesOf = (root: string): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(path.join(root, 'docs/api'))
        .map((file) => [file, fs.readFileSync(path.join(root, 'docs/api', file), 'utf8')]),
    );
  // Not toEqual: the difference of long texts would bury the way out.
  const same = JSON.stringify(pagesOf(folder)) === JSON.stringify(pagesOf(ROOT));
  expect(same ? 'current' : 'stale: run `npm run docs` and commit docs/api').toBe('current');
});
