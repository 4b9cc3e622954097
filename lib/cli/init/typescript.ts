import { ownDependencies, toolDependencies } from '../own-package';
import type { NewProject } from './new-project';

/** A project in TypeScript, with one app. */
export function typescriptProject(name: string): NewProject {
  const manifest = {
    name,
    private: true,
    scripts: {
      synth: 'tsc --noEmit && tsx main.ts',
      test: 'node --import tsx --test main.test.ts',
      plan: 'stateful-web-app plan',
    },
    dependencies: ownDependencies(),
    devDependencies: toolDependencies(),
    // A release tool that cdk8s-plus-27 would install, with 180 packages of its own.
    overrides: { backport: 'npm:empty-npm-package@1.0.0' },
  };
  const compilerOptions = { strict: true, skipLibCheck: true, module: 'nodenext', target: 'es2022', types: ['node'] };
  return {
    files: new Map([
      ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
      ['tsconfig.json', `${JSON.stringify({ compilerOptions }, null, 2)}\n`],
      ['cdk8s.yaml', CDK8S],
      ['main.ts', mainOf(name)],
      ['main.test.ts', testOf(name)],
    ]),
    ignored: ['node_modules/', 'build/', 'plan/'],
    next: 'npm install && npm run synth && npm test',
  };
}

const CDK8S = `# For \`stateful-web-app synth\`, and for \`cdk8s synth\`, which deletes its output folder before it runs the app.
language: typescript
app: npx tsc --noEmit && npx tsx main.ts --outdir dist
output: build/cdk8s
`;

function mainOf(name: string): string {
  return `import { Chart } from 'cdk8s';
import { GitOpsApp, StatefulWebApp } from 'cdk8s-stateful-web-app';

const app = new GitOpsApp();
const chart = new Chart(app, '${name}', { namespace: 'default' });

new StatefulWebApp(chart, '${name}', {
  image: 'example/${name}:1.4',
  port: 8080,
  replicas: 2,
  claims: [{ name: 'pages', mountPath: '/var/lib/${name}', size: '1Gi' }],
});

app.synth();
`;
}

function testOf(name: string): string {
  return `import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Yaml } from 'cdk8s';

function filesIn(folder: string): Record<string, string> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('dist/ is what main.ts gives: npm run synth', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'synth-')), 'dist');
  execFileSync(process.execPath, ['--import', 'tsx', 'main.ts', '--outdir', folder, '--quiet']);
  assert.deepEqual(filesIn(folder), filesIn('dist'));
});

test('pods and claims keep the names that their data depends on', () => {
  const set = Yaml.load('dist/${name}.k8s.yaml').find(({ kind }: { kind: string }) => kind === 'StatefulSet');
  const claims = set.spec.volumeClaimTemplates.map(({ metadata }: { metadata: { name: string } }) => metadata.name);
  assert.deepEqual([set.metadata.name, set.spec.serviceName, claims], ['${name}', '${name}', ['pages']]);
});
`;
}
