import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT, run } from './consumer';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'generated-'));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('API.md is what `npm run docs` gives', () => {
  // A copy, so that nobody who builds at the same time is disturbed.
  for (const file of ['lib', 'imports', 'package.json', 'tsconfig.build.json', 'README.md', 'LICENSE']) {
    fs.cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  run(folder, 'npm', 'run', 'docs');

  // Not toBe: the difference of two long texts would bury the way out.
  const same =
    fs.readFileSync(path.join(folder, 'API.md'), 'utf8') === fs.readFileSync(path.join(ROOT, 'API.md'), 'utf8');
  expect(same ? 'current' : 'stale: run `npm run docs` and commit API.md').toBe('current');
});
