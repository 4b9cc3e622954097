import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Cluster, GitOpsApp } from '../../lib';
import { fileNameFault } from '../../lib/storage/file-name';

test.each(['con', 'NUL', 'aux.k8s.yaml', 'lpt1', '.git', 'web.', 'web '])("'%s' cannot be on every machine", (name) => {
  expect(fileNameFault(name)).toMatch(/^must not/);
});

test.each(['web', 'con-web.k8s.yaml', 'console', 'com', 'a.b', 'nul-1'])("'%s' can", (name) => {
  expect(fileNameFault(name)).toBeUndefined();
});

test('a chart whose file Windows cannot have is refused, and nothing is written', () => {
  const outdir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'names-')), 'dist');
  const app = new GitOpsApp({ outdir });
  new ApiObject(new Chart(app, 'con'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
  expect(() => app.synth()).toThrow(/con\.k8s\.yaml.*Windows.*Rename/);
  expect(fs.existsSync(outdir)).toBe(false);
});

test('a cluster whose folder Windows cannot have is refused', () => {
  expect(() => Cluster.of({ name: 'aux' })).toThrow(/'aux'.*Windows/);
});
