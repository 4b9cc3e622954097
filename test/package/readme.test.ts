import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { codeBlocks, fileBlock, pack, ROOT, run } from './consumer';

const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const programs = codeBlocks(readme, 'ts');
let folder: string;

beforeAll(() => {
  const tarball = pack();
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
  folder = path.join(base, 'wiki');
  const commands = codeBlocks(readme, 'sh').find((block) => block.startsWith('npx cdk8s-stateful-web-app init'))!;
  // The two differences to what a reader types: the package is the one just packed, and needs nothing else to run init.
  run(base, 'tar', 'xzf', tarball);
  const typed = commands
    .replace('npx cdk8s-stateful-web-app', 'node package/build/lib/cli/bin.js')
    .replace('npm install', `npm install ${tarball}`);
  run(base, 'bash', '-euc', typed);
});

afterAll(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

test('init writes the program that the README shows', () => {
  expect(fs.readFileSync(path.join(folder, 'main.ts'), 'utf8')).toBe(fileBlock(programs, 'main.ts'));
});

test('the smallest program gives the YAML that the README shows', () => {
  const shown = fileBlock(codeBlocks(readme, 'yaml'), 'dist/wiki.k8s.yaml');

  expect(fs.readFileSync(path.join(folder, 'dist', 'wiki.k8s.yaml'), 'utf8').trimEnd()).toBe(shown.trimEnd());
});

test('the plan of a change says what the README shows', () => {
  const program = fs.readFileSync(path.join(folder, 'main.ts'), 'utf8');
  const commands = codeBlocks(readme, 'sh').find((block) => block.includes('plan deployed dist'))!;
  const printed = run(folder, 'bash', '-uc', `${commands}exit $(( $? == 2 ? 0 : 1 ))`);
  fs.writeFileSync(path.join(folder, 'main.ts'), program);

  expect(printed.trimEnd()).toBe(fileBlock(codeBlocks(readme, 'text'), 'plan').trimEnd());
});

test('every program of the README compiles strictly and runs', () => {
  for (const [index, program] of programs.entries()) {
    fs.writeFileSync(path.join(folder, `program${index}.ts`), program);
  }
  const files = programs.map((_, index) => `program${index}.ts`);
  run(folder, 'npx', 'tsc', '--noEmit');
  for (const file of files) {
    run(folder, 'npx', 'tsx', file);
  }
});

test('a prop that does not exist is found by the type check that the README shows, before anything is written', () => {
  const file = path.join(folder, 'misspelt.ts');
  fs.writeFileSync(file, fileBlock(programs, 'main.ts').replace('replicas:', 'replica:'));
  expect(() => run(folder, 'bash', '-c', 'npx tsc --noEmit >&2')).toThrow(/'replica' does not exist/);
  fs.rmSync(file);
});

describe('a project that adopt writes', () => {
  beforeAll(() => {
    const source = fs.readFileSync(path.join(ROOT, 'test/adopt/wiki.yaml'), 'utf8');
    const documents = source.split(/^---$/m).filter((document) => !document.includes('kind: Secret'));
    fs.writeFileSync(path.join(folder, 'wiki.yaml'), documents.join('---'));
    run(folder, 'npx', 'stateful-web-app', 'adopt', 'wiki.yaml', '--out', 'project');
  });

  test('has no error of types, synthesises, and changes nothing', () => {
    run(path.join(folder, 'project'), 'npx', 'tsc', '--noEmit');
    run(path.join(folder, 'project'), 'npx', 'tsx', 'main.ts', '--quiet');

    expect(run(folder, 'npx', 'stateful-web-app', 'plan', 'wiki.yaml', 'project/dist')).toMatch(/no change/i);
  });

  test('changes what is changed in its code, and nothing else', () => {
    const file = path.join(folder, 'project/apps/wiki.ts');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('wiki:1.4', 'wiki:1.5'));
    run(path.join(folder, 'project'), 'npx', 'tsx', 'main.ts', '--quiet');
    const plan = JSON.parse(
      run(folder, 'npx', 'stateful-web-app', 'plan', 'wiki.yaml', 'project/dist', '--format', 'json'),
    ) as { changes: { object: string; impact: string }[] };

    expect(plan.changes.map(({ object, impact }) => [object, impact])).toEqual([
      ['StatefulSet default/wiki', 'restart'],
    ]);
  });
});

test('what is installed is small: no package but the ones needed', () => {
  const installed = JSON.parse(run(folder, 'npm', 'ls', '--json', '--omit', 'dev', '--depth', '0')) as {
    dependencies: object;
  };

  expect(Object.keys(installed.dependencies).sort()).toEqual([
    'cdk8s',
    'cdk8s-plus-27',
    'cdk8s-stateful-web-app',
    'constructs',
  ]);
});

test('a mistake is told with the path, the value and the way out', () => {
  fs.writeFileSync(path.join(folder, 'wrong.ts'), fileBlock(programs, 'main.ts').replace("'1Gi'", "'1GB'"));

  expect(() => run(folder, 'npx', 'tsx', 'wrong.ts')).toThrow(
    "[wiki/wiki] `claims[pages].size` = '1GB': must be a quantity above zero. Write it as Kubernetes does, such as '1Gi'",
  );
});
