import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { formatJson } from '../../lib/cli/plan/format-json';
import type { PlanRequest } from '../../lib/cli/plan/plan-request';
import { runPlan } from '../../lib/cli/plan/run';
import { plan } from '../../lib/plan';
import { writeKustomization } from '../../lib/synth/kustomization';
import fc from '../support/fast-check';
import { run } from './run';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'same-clusters-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Files of a folder, by path. */
type Folder = Readonly<Record<string, string>>;

function write(folder: string, files: Folder): void {
  rmSync(join(cwd, folder), { recursive: true, force: true });
  mkdirSync(join(cwd, folder), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, folder, path)), { recursive: true });
    writeFileSync(join(cwd, folder, path), text);
  }
}

const git = (...args: string[]): void =>
  void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, stdio: 'pipe' });
function commit(files: Folder): void {
  write('dist', files);
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'a commit');
}

const config = (name: string, value: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {value: "${value}"}\n`;
const web = (image: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'example/web:${image}', envFrom: [{configMapRef: {name: a}}]}]}
`;
const cluster = (name: string, files: Folder): Folder => ({
  [`${name}/Kustomization`]: writeKustomization(Object.keys(files)),
  ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text])),
});
const FLEET = {
  ...cluster('kind', { 'web.yaml': web('1'), 'a.yaml': config('a', '1') }),
  ...cluster('production', { 'web.yaml': web('1'), 'a.yaml': config('a', '1') }),
};
const planned = (before: string, after: string): ReturnType<typeof run> =>
  run(['plan', before, after], { cwd, engine: plan });

async function report(request: Pick<PlanRequest, 'before' | 'after' | 'whole'>): Promise<string> {
  const io = { cwd, stdin: Readable.from([]) };
  const options = { apply: 'client', validate: 'strict', failOn: 'never', ...request } as const;
  return formatJson((await runPlan(options, plan, io, new Date('2026-11-28'))).clusters);
}

const file = fc.record({
  cluster: fc.constantFrom('kind', 'production', 'staging', '.'),
  name: fc.constantFrom('a', 'b', 'web'),
  version: fc.constantFrom('1', '2'),
});
const fleet = fc.array(file, { minLength: 1, maxLength: 9 }).map((files): Folder => {
  const folders = new Map<string, Record<string, string>>();
  for (const { cluster: folder, name, version } of files) {
    const known = folders.get(folder) ?? {};
    folders.set(folder, { ...known, [`${name}.yaml`]: name === 'web' ? web(version) : config(name, version) });
  }
  return Object.assign({}, ...[...folders].map(([name, own]) => (name === '.' ? own : cluster(name, own)))) as Folder;
});
/** A fleet, and another one or itself with one file changed. */
const change = fc
  .tuple(fleet, fleet, fc.nat(), fc.boolean())
  .map(([before, other, index, one]): readonly [Folder, Folder] => {
    const paths = Object.keys(before).filter((path) => path.endsWith('.yaml'));
    const path = paths[index % Math.max(1, paths.length)] ?? '';
    return [before, one ? { ...before, [path]: config('b', '3') } : other];
  });

type Sides = Pick<PlanRequest, 'before' | 'after'>;
async function readOrNot(sides: Sides): Promise<void> {
  const whole = await report({ ...sides, whole: true }).catch(String);
  expect(await report(sides).catch(String)).toBe(whole);
}

describe('a report is the same whether clusters that do not change are read or not', () => {
  test('between folders', async () => {
    await fc.assert(
      fc.asyncProperty(change, async ([before, after]) => {
        write('before', before);
        write('after', after);
        await readOrNot({ before: 'before', after: 'after' });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  // Each of these starts some fifty processes.
  test('in git', async () => {
    git('init', '-q');
    await fc.assert(
      fc.asyncProperty(change, async ([before, after]) => {
        commit(before);
        commit(after);
        await readOrNot({ before: 'git:HEAD~1:dist', after: 'dist' });
        await readOrNot({ before: 'dist', after: 'git:HEAD~1:dist' });
        await readOrNot({ before: 'git:HEAD~1:dist', after: 'git:HEAD:dist' });
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});

describe('a cluster that does not change is not read', () => {
  const BROKEN = { ...FLEET, ...cluster('broken', { 'web.yaml': 'a: [' }) };
  const CHANGED = { ...BROKEN, 'production/web.yaml': web('2') };

  test('between folders', async () => {
    write('before', BROKEN);
    write('after', CHANGED);
    const { out, code } = await planned('before', 'after');
    expect(out).toMatch(/3 clusters \(production restart; 2 without changes\)/);
    expect(code).toBe(0);
  });

  test('between commits', async () => {
    git('init', '-q');
    commit(BROKEN);
    commit(CHANGED);
    expect((await planned('git:HEAD~1:dist', 'git:HEAD:dist')).out).toMatch(/production restart; 2 without changes/);
  });

  test('between a commit and the work tree', async () => {
    git('init', '-q');
    commit(BROKEN);
    write('dist', CHANGED);
    expect((await planned('git:HEAD:dist', 'dist')).out).toMatch(/production restart; 2 without changes/);
  });

  test('if no cluster changes', async () => {
    write('before', BROKEN);
    expect((await planned('before', 'before')).out).toMatch(/3 clusters \(3 without changes\)/);
  });
});

describe('what is the same can still change', () => {
  const based = { 'base/web.yaml': web('1'), 'base/kustomization.yaml': writeKustomization(['web.yaml']) };
  const above = cluster('production', { '../base': '' });
  const inProduction = { 'production/Kustomization': above['production/Kustomization'] ?? '' };

  test('where a kustomization names a folder beside its own', async () => {
    const before = { ...based, ...inProduction, ...cluster('kind', { 'a.yaml': config('a', '1') }) };
    write('before', before);
    write('after', { ...before, 'base/web.yaml': web('2') });
    const sides = { before: 'before', after: 'after' };
    expect(await report(sides).catch(String)).toBe(await report({ ...sides, whole: true }).catch(String));
  });

  test('where a link leads to what changes', async () => {
    git('init', '-q');
    const linked = (text: string): void => {
      write('dist', { ...FLEET, 'other.yaml': text });
      rmSync(join(cwd, 'dist/kind/a.yaml'));
      symlinkSync('../other.yaml', join(cwd, 'dist/kind/a.yaml'));
      git('add', '-A');
      git('commit', '-qm', 'a commit');
    };
    linked(config('a', '1'));
    linked(config('a', '2'));
    expect((await planned('git:HEAD~1:dist', 'git:HEAD:dist')).out).toMatch(/kind update/);
  });

  test('where git was told not to look at a file', async () => {
    git('init', '-q');
    commit(FLEET);
    git('update-index', '--assume-unchanged', 'dist/kind/web.yaml');
    appendFileSync(join(cwd, 'dist/kind/web.yaml'), '---\n' + config('c', '1'));
    expect((await planned('git:HEAD:dist', 'dist')).out).toMatch(/kind create/);
  });

  test('where git ignores a new file', async () => {
    git('init', '-q');
    writeFileSync(join(cwd, '.gitignore'), 'new.yaml\n');
    commit(FLEET);
    writeFileSync(join(cwd, 'dist/kind/new.yaml'), config('c', '1'));
    expect((await planned('git:HEAD:dist', 'dist')).out).toMatch(/kind data-risk/);
  });

  test('where the API server is upgraded', async () => {
    const old = {
      'kind/web.yaml': config('a', '1').replace('v1\nkind: ConfigMap', 'policy/v1beta1\nkind: PodSecurityPolicy'),
    };
    write('before', { ...FLEET, ...old });
    const { out } = await run(['plan', 'before', 'before', '--from', '1.24', '--kubernetes', '1.27'], {
      cwd,
      engine: plan,
    });
    expect(out).not.toMatch(/2 without changes/);
  });

  test('where it is one of the objects that a report is about', async () => {
    write('before', FLEET);
    const { err } = await run(['plan', 'before', 'before', '--only', 'StatefulSet/web'], { cwd, engine: plan });
    expect(err).toBe('');
  });
});
