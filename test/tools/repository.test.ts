import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { builtTool } from '../../scripts/pipeline-tools/build';
import { change, configMap, git, planRepo, removeRepositories, repository } from '../repo/repository';

/** It needs no cluster, and both programs. */
const isBuilt = builtTool('helm3') !== undefined && builtTool('kustomize') !== undefined;
if (!isBuilt) process.stderr.write('SKIPPED: helm and kustomize are not built: run `npm run tools`\n');
const suite = isBuilt ? describe : describe.skip;

const PAGE = fs.readFileSync(path.join(__dirname, '../../docs/reference/repository.md'), 'utf8');
const pathBefore = process.env['PATH'];
let programs = '';

/** The files of a section of docs/reference/repository.md, by the names in their first lines. */
function filesOf(title: string): Record<string, string> {
  const section = PAGE.split('\n## ').find((each) => each.startsWith(title)) ?? '';
  const blocks = [...section.matchAll(/```yaml\n# (\S+)\n(.*?)```/gs)];
  return Object.fromEntries(blocks.map(([, name = '', text = '']) => [name, text]));
}

/** A change of one file on top of a repository. */
function commit(folder: string, files: Readonly<Record<string, string | null>>): void {
  change(folder, files);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'a change');
}

suite('a repository in docs/reference/repository.md', () => {
  beforeAll(() => {
    programs = fs.mkdtempSync(path.join(os.tmpdir(), 'plan-tools-'));
    for (const [name, tool] of [['helm', 'helm3'] as const, ['kustomize', 'kustomize'] as const]) {
      fs.symlinkSync(builtTool(tool) ?? '/nowhere', path.join(programs, name));
    }
    process.env['PATH'] = `${programs}${path.delimiter}${pathBefore ?? ''}`;
  });
  afterAll(() => {
    process.env['PATH'] = pathBefore;
    fs.rmSync(programs, { recursive: true });
    removeRepositories();
  });

  test('with Argo CD: a value of a chart that makes a claim template larger is rejected', async () => {
    const files = filesOf('A repository with Argo CD');
    const folder = repository(files);
    commit(folder, { 'charts/wiki/values-production.yaml': 'size: 2Gi\n' });
    const larger = await planRepo(folder);
    expect(larger.code).toBe(2);
    expect(larger.units).toEqual([expect.objectContaining({ unit: 'Application argocd/wiki', path: 'charts/wiki' })]);
    expect(larger.findings).toEqual(['Application argocd/wiki: StatefulSet wiki/wiki claim-template-size rejected']);
    commit(folder, { 'argocd/wiki.yaml': null });
    expect((await planRepo(folder)).findings).toContain(
      'Application argocd/wiki: Application argocd/wiki unit-removed delete',
    );
    commit(folder, { 'charts/wiki/templates/broken.yaml': '{{ .Values.a | nothing }}\n', ...files });
    const broken = await planRepo(folder);
    expect([broken.code, broken.findings]).toEqual([
      2,
      expect.arrayContaining(['Application argocd/wiki: Application argocd/wiki unit-refused rejected']),
    ]);
  });

  test('with Flux: overlays, patches and variables are built as Flux builds them', async () => {
    const folder = repository(filesOf('A repository with Flux'));
    const labelled = fs.readFileSync(path.join(folder, 'apps/base/claim.yaml'), 'utf8');
    commit(folder, {
      'apps/base/claim.yaml': labelled.replace('  name: uploads', '  name: uploads\n  labels: { app: shop }'),
    });
    const claim = await planRepo(folder);
    expect(claim.findings).toEqual([
      'Kustomization flux-system/apps: PersistentVolumeClaim shop/uploads field-changed update',
    ]);
    expect(claim.units).toEqual([expect.objectContaining({ cluster: 'production', namespace: 'shop' })]);
    const settings = fs.readFileSync(path.join(folder, 'clusters/production/settings.yaml'), 'utf8');
    commit(folder, { 'clusters/production/settings.yaml': settings.replace('shop.example.com', 'shop.example.org') });
    expect((await planRepo(folder)).out).toContain('www.shop.example.org');
    commit(folder, {
      'clusters/production/other.yaml': fs
        .readFileSync(path.join(folder, 'clusters/production/apps.yaml'), 'utf8')
        .replace('name: apps', 'name: other')
        .replace('./apps/production', './other'),
      'other/claim.yaml': labelled.replace('1Gi', '10Gi'),
      'apps/base/kustomization.yaml': 'resources: [ingress.yaml]\n',
      'apps/production/kustomization.yaml': 'resources: [../base]\n',
    });
    expect((await planRepo(folder)).findings).toContain(
      'Kustomization flux-system/other: PersistentVolumeClaim shop/uploads object-changes-unit data-risk',
    );
  });

  test('nothing of the machine reaches a build, and what leads outside is named', async () => {
    fs.writeFileSync(path.join(os.tmpdir(), 'plan-repo-secret.yaml'), configMap('outside'));
    const folder = repository(
      { 'web/kustomization.yaml': 'resources: [a.yaml]\n', 'web/a.yaml': configMap('a') },
      {
        'web/kustomization.yaml':
          'resources: [a.yaml, "https://127.0.0.1:9/b.yaml", "github.com/example/shop//base?ref=v1"]\ngenerators: [plugin.yaml]\nhelmCharts: [{ name: redis, repo: "https://127.0.0.1:9", version: 1.0.0 }]\nconfigMapGenerator: [{ name: b, literals: [a=b] }]\n',
        'web/plugin.yaml': 'apiVersion: example.com/v1\nkind: Exec\nmetadata: { name: a }\n',
        'out/kustomization.yaml': 'resources: [../../plan-repo-secret.yaml, /etc/passwd]\n',
      },
    );
    const { code, findings, out } = await planRepo(folder);
    fs.rmSync(path.join(os.tmpdir(), 'plan-repo-secret.yaml'));
    expect(code).toBe(0);
    expect(findings).toContain('Folder web: Folder web unit-from-outside none');
    expect(findings.some((each) => each.startsWith('Folder web: ConfigMap default/b-'))).toBe(true);
    expect(out).toContain('which is outside the repository');
    expect(out).not.toContain('"ConfigMap default/outside"');
  });
});
