import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { codeBlocks, ROOT, run } from './consumer';

const docs = path.join(ROOT, 'docs');
const programs = fs
  .readdirSync(docs, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    codeBlocks(fs.readFileSync(path.join(docs, file), 'utf8'), 'ts').map((program, index) => ({
      name: `${file.replace(/\.md$/, '').replaceAll(path.sep, '-')}-${index + 1}`,
      program,
    })),
  );
let folder: string;

beforeAll(() => {
  // Inside the repository, so that its own packages are found.
  fs.mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  folder = fs.mkdtempSync(path.join(ROOT, 'build', 'docs-'));
  for (const { name, program } of programs) {
    fs.writeFileSync(path.join(folder, `${name}.ts`), program);
  }
  const config = {
    extends: path.join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noUnusedLocals: false,
      rootDir: ROOT,
      paths: { 'cdk8s-stateful-web-app': [path.join(ROOT, 'lib', 'index.ts')] },
    },
    include: ['*.ts'],
    exclude: [],
  };
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('every program in docs/ compiles strictly', () => {
  if (programs.length > 0) {
    run(folder, 'npx', 'tsc', '--project', '.');
  }
});

test('every program in docs/ runs', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-'));
  for (const { name } of programs) {
    run(folder, 'env', `CDK8S_OUTDIR=${path.join(outdir, name)}`, 'npx', 'tsx', `${name}.ts`);
  }
  fs.rmSync(outdir, { recursive: true });
});
