import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pack, ROOT, run } from './consumer';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'generated-'));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('docs/api is what `npm run docs` gives', () => {
  // What the suite has packed, so that nobody who builds at the same time is disturbed.
  run(folder, 'tar', 'xzf', pack(), '--strip-components=1', 'package/.jsii.gz');
  const tsx = path.join(ROOT, 'node_modules/tsx/dist/loader.mjs');
  run(folder, process.execPath, '--import', tsx, path.join(ROOT, 'scripts/api-reference/main.ts'));

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
