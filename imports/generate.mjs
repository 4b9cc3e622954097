// Generates imports/<API group>.ts from imports/crds/<API group>.yaml, one file a group, without a network:
//   node imports/generate.mjs [FOLDER]     FOLDER: where to write, default imports/
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? here);
const cli = join(dirname(createRequire(import.meta.url).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

// Two inputs of one API group would overwrite each other, so each group is one file of several documents.
const inputs = readdirSync(join(here, 'crds')).filter((name) => name.endsWith('.yaml')).sort();
if (out === here) {
  for (const stale of readdirSync(here).filter((name) => name.endsWith('.ts'))) {
    rmSync(join(here, stale));
  }
}
for (const input of inputs) {
  // --no-save: the list of imports in cdk8s.yaml would otherwise grow by a path of this machine.
  execFileSync(
    process.execPath,
    [cli, 'import', join(here, 'crds', input), '--no-save', '--language', 'typescript', '--output', out],
    { cwd: here, env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
}
