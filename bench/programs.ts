import * as fs from 'node:fs';
import * as path from 'node:path';
import { measure, type Measurement } from './measure';

/** What an author waits for: main.ts from the command line to the file, with this library and as cdk8s' template does. */
export function programTable(root: string, sandbox: string): string[] {
  const cli = path.join(root, 'node_modules/.bin/cdk8s');
  const loader = path.join(root, 'build/bench/tools/node_modules/.bin/ts-node');
  const run = (command: readonly string[], cwd: string): Measurement =>
    measure(command, cwd, path.join(sandbox, 'stdout'), 5);
  const folder = project(root, sandbox);
  const rows: Array<[string, Measurement | undefined]> = [
    ['`npm run synth` of this repository', run(['npm', 'run', '--silent', 'synth', '--', '--outdir', path.join(sandbox, 'own')], root)],
    ['`node --import tsx main.ts` of this repository', run(['node', '--import', 'tsx', 'main.ts', '--outdir', path.join(sandbox, 'own')], root)],
    ['`cdk8s synth` with `node --import tsx main.ts`, plain cdk8s', run([cli, 'synth', '-a', 'node --import tsx main.ts'], folder)],
    ['`cdk8s synth` with its template’s `npx ts-node main.ts`', fs.existsSync(loader) ? run([cli, 'synth', '-a', `${loader} main.ts`], folder) : undefined],
  ]; // prettier-ignore
  return [
    '| | seconds | CPU |',
    '|---|---:|---:|',
    ...rows.map(([name, m]) =>
      m === undefined
        ? `| ${name} | ts-node is not installed | |`
        : `| ${name} | ${m.wall.toFixed(2)} | ${m.cpu?.toFixed(2) ?? '–'} |`,
    ),
  ];
}

/** What somebody waits for at a prompt, as ratios to Node alone and to cdk8s alone. */
export function startTable(root: string, sandbox: string): string[] {
  const run = (command: readonly string[]): Measurement => measure(command, sandbox, path.join(sandbox, 'stdout'), 7);
  const bin = path.join(root, 'build/lib/cli/bin.js');
  const app = path.join(root, 'dist/production');
  const none = run(['node', '-e', '0']);
  const cdk8s = run(['node', '-e', `require(${JSON.stringify(path.join(root, 'node_modules/cdk8s'))})`]);
  const library = run(['node', '-e', `require(${JSON.stringify(path.join(root, 'build/lib'))})`]);
  const rows: Array<[string, Measurement, Measurement, string]> = [
    ['`stateful-web-app --help` to `node -e 0`', run(['node', bin, '--help']), none, ''],
    ['`plan` of one app to `node -e 0`', run(['node', bin, 'plan', '/dev/null', app]), none, '≤ 6'],
    ["`require` of this library to `require('cdk8s')`", library, cdk8s, '≤ 1.3'],
  ];
  return [
    '| | CPU, measured | goal |',
    '|---|---:|---:|',
    ...rows.map(
      ([name, one, other, goal]) =>
        `| ${name} | ${((one.cpu ?? one.wall) / (other.cpu ?? other.wall)).toFixed(2)} | ${goal} |`,
    ),
  ];
}

/** A project as `cdk8s init typescript-app` makes it, with the same objects. */
function project(root: string, sandbox: string): string {
  const folder = fs.mkdtempSync(path.join(sandbox, 'program-'));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  fs.copyFileSync(path.join(root, 'bench/objects.ts'), path.join(folder, 'objects.ts'));
  fs.writeFileSync(
    path.join(folder, 'main.ts'),
    "import { App } from 'cdk8s';\nimport { plainChart } from './objects';\nconst app = new App();\nplainChart(app, 'web');\napp.synth();\n",
  );
  const compilerOptions = {
    target: 'ES2022',
    module: 'CommonJS',
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
  };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return folder;
}
