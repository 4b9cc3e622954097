import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES_VERSIONS } from '../../lib/kubernetes/versions';

const MODULES = join(__dirname, '../../scripts/kubernetes-fields/modules.tsv');

test('the field table is read from a Go module of each known version, oldest first', () => {
  const versions = readFileSync(MODULES, 'utf8')
    .split('\n')
    .flatMap((line) => /^1\.\d+(?=\tk8s\.io\/api\t)/.exec(line)?.[0] ?? []);
  expect(versions).toEqual(KUBERNETES_VERSIONS);
});

test('each module is of the version that it stands for', () => {
  const lines = readFileSync(MODULES, 'utf8').matchAll(/^1\.(\d+)\tk8s\.io\/api\tv0\.(\d+)\.\d+$/gm);
  const pairs = [...lines].map(([, version, module]) => [version, module]);
  expect(pairs).toHaveLength(KUBERNETES_VERSIONS.length);
  pairs.forEach(([version, module]) => expect(module).toBe(version));
});
