import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import * as ts from 'typescript';
import * as library from '../../lib';
import { type KubeObject } from '../support/kubernetes/client';
import { client, inNamespace, newNamespace } from '../support/kubernetes/cluster';
import { objectsIn } from '../support/kubernetes/discover';

const ROOT = path.join(__dirname, '../..');
const DOCS = path.join(ROOT, 'docs');

/** Programs of the guide and the reference that write what somebody could apply. */
const PROGRAMS = fs
  .readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .sort()
  .flatMap((file) => {
    const text = fs.readFileSync(path.join(DOCS, file), 'utf8');
    const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
    return blocks
      .map((program, index) => ({ name: `${file}, program ${index + 1}`, program }))
      .filter(({ program }) => program.includes('app.synth()') && program.includes('new Chart('));
  });

const ownRequire = createRequire(path.join(ROOT, 'main.ts'));

/** What a program writes, once each: those for several clusters write the same for all. */
function written(program: string): KubeObject[] {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-'));
  const { CDK8S_OUTDIR: before } = process.env;
  const [where, args] = [process.cwd(), process.argv];
  try {
    process.env.CDK8S_OUTDIR = path.join(outdir, 'dist');
    process.argv = [...args.slice(0, 2), '--quiet'];
    process.chdir(outdir);
    const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } });

    const run = new Function('require', 'exports', outputText) as (
      load: (name: string) => unknown,
      into: object,
    ) => void;
    run((name) => (name === 'cdk8s-stateful-web-app' ? library : ownRequire(name)), {});
    const objects = objectsIn(outdir).filter(({ kind }) => kind !== 'Kustomization');
    const keys = objects.map(
      ({ kind, metadata }) => `${String(kind)} ${String(metadata.namespace)} ${String(metadata.name)}`,
    );
    return objects.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
  } finally {
    process.chdir(where);
    process.argv = args;
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    fs.rmSync(outdir, { recursive: true });
  }
}

test.each(PROGRAMS)('what $name writes is accepted', async ({ program }) => {
  const namespace = await newNamespace('docs');
  const objects = written(program).filter(({ kind }) => kind !== 'Namespace');

  expect(objects).not.toHaveLength(0);
  for (const object of objects) {
    // Whoever reads of Argo CD and Flux has their definitions; an API server alone does not.
    if (!(await client.knows(object))) continue;
    const { status, body, warnings } = await client.create(inNamespace(object, namespace), { dryRun: 'All' });
    expect([status, body.message, warnings]).toEqual([201, undefined, []]);
  }
});
