import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { application, configMap, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(60_000);
const stub = mkdtempSync(join(tmpdir(), 'stub-'));
const path = process.env['PATH'];
beforeAll(() => {
  // It renders what it is asked to render for.
  writeFileSync(
    join(stub, 'helm'),
    `#!/bin/sh\nif [ "$1" = version ]; then echo v3.99.1+g1; exit; fi\nprintf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: args }\\ndata:\\n  args: "%s"\\n' "$*"\n`,
    { mode: 0o755 },
  );
  process.env['PATH'] = `${stub}:${path}`;
});
afterAll(() => {
  process.env['PATH'] = path;
  rmSync(stub, { recursive: true });
  removeRepositories();
});

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: monitors.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Monitor, plural: monitors }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    - { name: v1alpha1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
`;

describe('a chart of a repository', () => {
  test('is rendered for what the cluster serves, and the version of Helm is said', async () => {
    const folder = repository(
      {
        'clusters/production/cluster.yaml': 'kubernetesVersion: "1.33"\n',
        'clusters/production/crds.yaml': definition,
        'argocd/web.yaml': application('web', 'web').replace(
          'server: https://kubernetes.default.svc',
          'name: production',
        ),
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      },
      { 'web/templates/a.yaml': configMap('a') },
      {
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 2.0.0\n',
        'argocd/other.yaml': application('other', 'web'),
      },
    );
    const { out, notes } = await planRepo(folder, 'HEAD~1', 'HEAD', '--cluster', 'clusters');
    expect(notes).toContain('helm v3.99.1');
    expect(out).toContain('Application argocd/other');
    const added = repository(
      {
        'clusters/production/cluster.yaml': 'kubernetesVersion: "1.33"\n',
        'clusters/production/crds.yaml': definition,
        'other.yaml': configMap('other'),
      },
      {
        'argocd/web.yaml': application('web', 'web').replace(
          'server: https://kubernetes.default.svc',
          'name: production',
        ),
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      },
      {
        'argocd/web.yaml': application('web', 'web', '', false)
          .replace('server: https://kubernetes.default.svc', 'name: production')
          .replace('path: web', 'path: web, helm: { releaseName: changed }'),
      },
    );
    const changed = await planRepo(added, 'HEAD~1', 'HEAD', '--cluster', 'clusters');
    expect(changed.out).toContain('--kube-version 1.33.0');
    expect(changed.out).toContain('--api-versions example.com/v1 --api-versions example.com/v1/Monitor');
    expect(changed.out).not.toContain('v1alpha1');
  });
});
