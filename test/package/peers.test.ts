import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, fileBlock, pack, ROOT, run } from './consumer';

const EXAMPLES = fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));
let base: string;

/** A project with the package, beside exactly these others; npm refuses what is outside of the range of a peer. */
function project(name: string, packages: readonly string[]): string {
  const folder = path.join(base, name);
  fs.mkdirSync(folder);
  const overrides = { backport: 'npm:empty-npm-package@1.0.0' };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, private: true, overrides }));
  run(
    folder,
    'npm',
    'install',
    '--strict-peer-deps',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    pack(),
    ...packages,
  );
  return folder;
}

/** Runs a program in a project, and gives what it wrote, by file. */
function synth(folder: string, program: string, code: string): Record<string, string> {
  const file = path.join(folder, `${program}.ts`);
  fs.writeFileSync(file, code);
  buildSync({ entryPoints: [file], outfile: path.join(folder, `${program}.js`), format: 'cjs', logLevel: 'silent' });
  const outdir = path.join(folder, 'dist', program);
  run(folder, 'env', `CDK8S_OUTDIR=${outdir}`, 'node', `${program}.js`);
  return Object.fromEntries(
    fs.readdirSync(outdir).map((name) => [name, fs.readFileSync(path.join(outdir, name), 'utf8')]),
  );
}

beforeAll(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'peers-'));
});
afterAll(() => fs.rmSync(base, { recursive: true }));

test('the oldest peers and those that it is developed with give the same bytes', () => {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const newest = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => `${name}@${devDependencies[name]}`);
  // 2.68.11, which cdk8s-plus-27 names, was never published.
  const folders = {
    oldest: project('oldest', ['cdk8s@2.68.12', 'cdk8s-plus-27@2.7.1', 'constructs@10.3.0']),
    newest: project('newest', newest),
  };
  for (const example of EXAMPLES) {
    const code = fs.readFileSync(path.join(ROOT, 'examples', example), 'utf8');
    const program = path.basename(example, '.ts');
    const given = synth(folders.newest, program, code);
    expect(Object.keys(given)).not.toEqual([]);
    expect(synth(folders.oldest, program, code)).toEqual(given);
  }
});

describe('beside another line of cdk8s-plus', () => {
  const LINES = ['27', '28', '29', '30', '31', '32', '33', '34'];
  const shown = fileBlock(
    codeBlocks(fs.readFileSync(path.join(ROOT, 'docs/reference/cdk8s-plus.md'), 'utf8'), 'typescript'),
    'beside.ts',
  );
  let folder: string;
  beforeAll(() => {
    folder = project('beside', [...LINES.map((line) => `cdk8s-plus-${line}@2`), 'cdk8s@2', 'constructs@10']);
  });

  test.each(LINES)('all that docs/reference/cdk8s-plus.md shows works with cdk8s-plus-%s', (line) => {
    const code = shown.replace('cdk8s-plus-34', `cdk8s-plus-${line}`);
    const [yaml = ''] = Object.values(synth(folder, `line${line}`, code));
    const objects = parseAllDocuments(yaml).map((document) => document.toJS() as { kind: string; spec: object });
    const specs = (kind: string): object[] => objects.filter((each) => each.kind === kind).map(({ spec }) => spec);
    const pods = { 'app.kubernetes.io/name': 'wiki' };

    expect(specs('Ingress')).toEqual([
      { defaultBackend: { service: { name: 'wiki-client', port: { number: 8080 } } } },
    ]);
    expect(specs('HorizontalPodAutoscaler')).toEqual([
      expect.objectContaining({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'wiki' } }),
    ]);
    // Ours: what selects the app, what lets the importer out to it, and what lets the app take it in.
    const policies = specs('NetworkPolicy').map((spec) => JSON.stringify(spec));
    expect(policies).toHaveLength(3);
    for (const policy of policies) expect(policy).toContain(JSON.stringify({ matchLabels: pods }));
    expect(specs('Service').map((spec) => (spec as { selector: object }).selector)).toEqual([pods, pods, pods]);
  });

  test('the program compiles with each of them', () => {
    const config = {
      compilerOptions: { strict: true, module: 'node16', types: [], noEmit: true },
      include: ['line*.ts'],
    };
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    run(folder, path.join(ROOT, 'node_modules/.bin/tsc'), '--project', '.');
  });
});
