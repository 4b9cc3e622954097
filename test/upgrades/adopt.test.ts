import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { adopted } from '../adopt/support';
import { UserError } from '../../lib/messages/user-error';
import { keyOf } from '../../lib/plan/facts/identity';
import { writeYaml } from '../../lib/synth/yaml-writer';
import { manifestsOf } from '../../lib/manifests/read';

const ROOT = path.join(__dirname, '..', '..');
const CORPUS = path.join(ROOT, '../shared/corpus');
const RENDERS = path.join(ROOT, '../shared/upgrades/renders');

/** Every file of the corpus, and of each chart the newest render with each set of values. */
function sources(): string[] {
  const corpus = fs.readdirSync(CORPUS).filter((name) => name.endsWith('.yaml'));
  const charts = fs.readdirSync(RENDERS).flatMap((chart) =>
    fs.readdirSync(path.join(RENDERS, chart)).flatMap((values) => {
      const versions = fs
        .readdirSync(path.join(RENDERS, chart, values))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      return versions.slice(-1).map((version) => path.join(RENDERS, chart, values, version));
    }),
  );
  return [...corpus.map((name) => path.join(CORPUS, name)), ...charts];
}

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'adopted-'));
const shares: number[] = [];
const changed: string[] = [];
let [apps, patched] = [0, 0];

beforeAll(() => {
  for (const file of sources()) {
    const text = fs.readFileSync(file, 'utf8');
    let adoption: ReturnType<typeof adopted>;
    try {
      adoption = adopted(text);
    } catch (error) {
      // What plan cannot read, such as a template, adopt cannot read either.
      if (error instanceof UserError) continue;
      throw error;
    }
    const objects = manifestsOf([{ name: file, path: '', text, named: true }]).objects.map(({ manifest }) => manifest);
    changed.push(...adoption.changes.map(({ object, impact }) => `${path.relative(ROOT, file)}: ${object} ${impact}`));
    for (const app of adoption.apps) {
      apps += 1;
      if (app.patched.length > 0) patched += 1;
      const yaml = writeYaml(objects.filter((object) => app.writes.has(keyOf(object))));
      shares.push(linesOf(adoption.files.get(`${app.file}.ts`) ?? '') / linesOf(yaml));
    }
    for (const [name, content] of adoption.files) {
      if (!name.endsWith('.ts')) continue;
      const target = path.join(out, String(shares.length), path.basename(file), name);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    }
  }
});

afterAll(() => fs.rmSync(out, { recursive: true }));

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

test('what is adopted changes nothing', () => {
  expect(changed).toEqual([]);
  expect(apps).toBeGreaterThan(200);
});

test('of 100 apps at least 95 need no patch', () => {
  expect(patched / apps).toBeLessThanOrEqual(0.05);
});

test('the median program is well below the length of its YAML', () => {
  shares.sort((a, b) => a - b);
  expect(shares[Math.floor(shares.length / 2)]).toBeLessThanOrEqual(0.5);
});

test('every program has the right types', () => {
  const modules = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => [
    name,
    [path.join(ROOT, 'node_modules', name)],
  ]);
  const config = {
    compilerOptions: {
      ...{ target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', strict: true, skipLibCheck: true },
      ...{ noEmit: true, typeRoots: [path.join(ROOT, 'node_modules/@types')], types: ['node'] },
      paths: { 'cdk8s-stateful-web-app': [path.join(ROOT, 'lib/index.ts')], ...Object.fromEntries(modules) },
    },
    include: ['**/*.ts'],
  };
  fs.writeFileSync(path.join(out, 'tsconfig.json'), JSON.stringify(config));

  expect(execFileSync('npx', ['tsc', '-p', out], { cwd: ROOT, encoding: 'utf8' })).toBe('');
});
