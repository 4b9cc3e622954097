import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pack, ROOT, run } from './consumer';

let folder: string;

beforeAll(() => {
  const tarball = pack();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adopt-'));
  const source = fs.readFileSync(path.join(ROOT, 'test/adopt/wiki.yaml'), 'utf8');
  const documents = source.split(/^---$/m).filter((document) => !document.includes('kind: Secret'));
  fs.writeFileSync(path.join(folder, 'wiki.yaml'), documents.join('---'));
  run(folder, 'npm', 'init', '--yes');
  run(folder, 'npm', 'install', tarball, 'cdk8s', 'cdk8s-plus-27', 'constructs', 'tsx', 'typescript', '@types/node@20');
  run(folder, 'npx', 'stateful-web-app', 'adopt', 'wiki.yaml', '--out', 'project');
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the project that adopt writes has no error of types, synthesises, and changes nothing', () => {
  const project = path.join(folder, 'project');
  run(project, 'npx', 'tsc', '--noEmit');
  run(project, 'npx', 'tsx', 'main.ts', '--quiet');

  expect(run(folder, 'npx', 'stateful-web-app', 'plan', 'wiki.yaml', 'project/dist')).toMatch(/no change/i);
});

test('a value that is changed in the code is all that changes', () => {
  const file = path.join(folder, 'project/apps/wiki.ts');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('wiki:1.4', 'wiki:1.5'));
  run(path.join(folder, 'project'), 'npx', 'tsx', 'main.ts', '--quiet');
  const plan = JSON.parse(
    run(folder, 'npx', 'stateful-web-app', 'plan', 'wiki.yaml', 'project/dist', '--format', 'json'),
  ) as { changes: { object: string; impact: string }[] };

  expect(plan.changes.map(({ object, impact }) => [object, impact])).toEqual([['StatefulSet default/wiki', 'restart']]);
});
