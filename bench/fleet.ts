import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { measure, type Measurement } from './measure';
import { plainObjects } from './objects';
import { namesOf, text } from './text';

const CLUSTERS = 100;
const APPS_EACH = 100;

/** 10,000 apps in 100 clusters, of which one file changes: what `plan` takes, beside what git takes for the same question. */
export function fleetTable(root: string, sandbox: string): string[] {
  const fleet = path.join(sandbox, 'fleet');
  writeFleet(path.join(fleet, 'dist'));
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: fleet });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'A fleet');
  fs.cpSync(path.join(fleet, 'dist'), path.join(fleet, 'before'), { recursive: true });
  const changed = path.join(fleet, 'dist/cluster-42/web-7.k8s.yaml');
  fs.writeFileSync(changed, fs.readFileSync(changed, 'utf8').replace('wiki:1.4', 'wiki:1.5'));
  const run = (command: readonly string[], codes?: readonly number[]): Measurement =>
    measure(command, fleet, path.join(sandbox, 'stdout'), 3, codes);
  const plan = (before: string): Measurement =>
    run(['node', path.join(root, 'build/lib/cli/bin.js'), 'plan', before, 'dist']);
  const rows: Array<[string, Measurement]> = [
    ['`node -e 0`', run(['node', '-e', '0'])],
    ['`git diff --stat`, the work tree to the commit', run(['git', 'diff', '--stat', 'HEAD', '--', 'dist'])],
    ['`plan git:HEAD:dist dist`', plan('git:HEAD:dist')],
    ['`git diff --no-index --stat`, two folders', run(['git', 'diff', '--no-index', '--stat', 'before', 'dist'], [1])],
    ['`plan before dist`, two folders', plan('before')],
  ];
  return [
    '| | seconds | CPU | peak memory, MB |',
    '|---|---:|---:|---:|',
    ...rows.map(
      ([name, { wall, cpu, memory }]) =>
        `| ${name} | ${wall.toFixed(2)} | ${cpu?.toFixed(2) ?? '–'} | ${memory?.toFixed(0) ?? '–'} |`,
    ),
  ];
}

function writeFleet(folder: string): void {
  const names = namesOf(APPS_EACH);
  const resources = names.map((name) => `${name}.k8s.yaml`);
  const files = names.map((name) => text(plainObjects(name)));
  for (let cluster = 0; cluster < CLUSTERS; cluster++) {
    const own = path.join(folder, `cluster-${cluster}`);
    fs.mkdirSync(own, { recursive: true });
    resources.forEach((file, index) => fs.writeFileSync(path.join(own, file), files[index] ?? ''));
    fs.writeFileSync(
      path.join(own, 'Kustomization'),
      stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }),
    );
  }
}
