import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  application,
  change,
  claim,
  configMap,
  deployment,
  flux,
  git,
  kustomization,
  planRepo,
  removeRepositories,
  repository,
} from './repository';
import { claimTemplate, statefulSet } from '../plan/objects';

// Each plan starts git a dozen times.
jest.setTimeout(60_000);
afterAll(removeRepositories);

describe('the units of a repository', () => {
  test('a Flux Kustomization applies its folder server-side, with the places in the files', async () => {
    const folder = repository(
      {
        'clusters/production/apps.yaml': flux('apps', './apps', 'prune: true\ntargetNamespace: shop'),
        'apps/kustomization.yaml': kustomization('web.yaml'),
        'apps/web.yaml': configMap('web'),
        'other/settings.yaml': configMap('other'),
      },
      { 'apps/web.yaml': configMap('web', 'b') },
    );
    const { code, units, findings, notes } = await planRepo(folder);
    expect(code).toBe(0);
    expect(units).toEqual([
      expect.objectContaining({
        unit: 'Kustomization flux-system/apps',
        path: 'apps',
        pipeline: 'Flux',
        namespace: 'shop',
        cluster: 'production',
        prune: 'true',
        apply: 'server',
      }),
    ]);
    expect(findings).toEqual(['Kustomization flux-system/apps: ConfigMap shop/web updated update']);
    expect(notes).toContain('of which this change touches 1');
  });

  test('advice names props of the construct only where it wrote the manifests', async () => {
    const set = (storage: string): string =>
      JSON.stringify(statefulSet({ volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage } } })] }));
    for (const [file, isOurs] of [
      ['web.yaml', false],
      ['web.k8s.yaml', true],
    ] as const) {
      const folder = repository(
        { 'argocd/web.yaml': application('web', 'web'), [`web/${file}`]: set('1Gi') },
        { [`web/${file}`]: set('2Gi') },
      );
      const { findings, out } = await planRepo(folder);
      expect(findings.join()).toContain('claim-template-size');
      expect(out.includes('StatefulWebApp:')).toBe(isOurs);
    }
  });

  test('an Application of Argo CD reads the top of its folder, and puts objects into its namespace', async () => {
    const folder = repository(
      {
        'argocd/web.yaml': application('web', 'web'),
        'web/web.yaml': deployment('web', 'nginx:1'),
        'web/deep/more.yaml': configMap('deep'),
      },
      { 'web/web.yaml': deployment('web', 'nginx:2') },
    );
    const { units, findings } = await planRepo(folder);
    expect(units).toEqual([
      expect.objectContaining({ unit: 'Application argocd/web', pipeline: 'Argo CD', apply: 'client', prune: 'true' }),
    ]);
    expect(findings).toEqual(['Application argocd/web: Deployment web/web workload-restarts restart']);
  });

  test('an ApplicationSet makes a unit of each folder that its git generator finds', async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - git:
        repoURL: https://git.example.com/shop/deploy
        directories: [{ path: apps/* }, { path: apps/old, exclude: true }]
  template:
    metadata: { name: '{{.path.basename}}' }
    spec:
      source: { repoURL: https://git.example.com/shop/deploy, path: '{{.path.path}}' }
      destination: { namespace: '{{.path.basename}}', name: in-cluster }
      syncPolicy: { automated: { prune: true } }
`;
    const folder = repository(
      {
        'argocd/apps.yaml': set,
        'apps/web/web.yaml': configMap('web'),
        'apps/wiki/wiki.yaml': configMap('wiki'),
        'apps/old/old.yaml': configMap('old'),
      },
      { 'apps/wiki/wiki.yaml': configMap('wiki', 'b'), 'apps/new/new.yaml': configMap('new') },
    );
    const { findings } = await planRepo(folder);
    expect([...findings].sort()).toEqual([
      'Application argocd/new: ConfigMap new/new created create',
      'Application argocd/wiki: ConfigMap wiki/wiki updated update',
    ]);
  });

  test.each([
    ['list', 'list: { elements: [{ name: web, path: web }, { name: wiki, path: wiki }] }', '{{name}}', '{{path}}'],
    [
      'git files',
      "git: { repoURL: 'https://git.example.com/shop/deploy', files: [{ path: '*/app.json' }] }",
      '{{name}}',
      '{{path}}',
    ],
    [
      'matrix',
      'matrix: { generators: [{ list: { elements: [{ name: web }, { name: wiki }] } }, { list: { elements: [{ where: here }] } }] }',
      '{{name}}',
      '{{name}}',
    ],
  ])('an ApplicationSet with a %s generator does too', async (_, generator, name, path) => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  generators: [{ ${generator} }]
  template:
    metadata: { name: '${name}' }
    spec:
      source: { repoURL: https://git.example.com/shop/deploy, path: '${path}' }
      destination: { namespace: '${name}', name: in-cluster }
`;
    const other = application('other', 'other');
    const folder = repository(
      {
        'argocd/apps.yaml': set,
        'argocd/other.yaml': other,
        'other/a.yaml': configMap('a'),
        'web/web.yaml': configMap('web'),
        'web/app.json': '{ "name": "web" }',
        'wiki/wiki.yaml': configMap('wiki'),
        'wiki/app.json': '{ "name": "wiki" }',
      },
      { 'wiki/wiki.yaml': configMap('wiki', 'b') },
    );
    expect((await planRepo(folder)).findings.filter((each) => each.includes('updated'))).toEqual([
      'Application argocd/wiki: ConfigMap wiki/wiki updated update',
    ]);
  });

  test('a kustomization that nobody refers to is a unit, and a base that others take is none', async () => {
    const folder = repository(
      {
        'base/kustomization.yaml': kustomization('web.yaml'),
        'base/web.yaml': configMap('web'),
        'production/kustomization.yaml': kustomization('../base'),
        'staging/kustomization.yaml': kustomization('../base'),
      },
      { 'base/web.yaml': configMap('web', 'b') },
    );
    expect((await planRepo(folder)).findings).toEqual([
      'Folder production: ConfigMap default/web updated update',
      'Folder staging: ConfigMap default/web updated update',
    ]);
  });

  test('a plain folder is a unit as a last resort, and YAML of other programs is left out and counted', async () => {
    const folder = repository(
      { 'deploy/web.yaml': configMap('web'), 'deploy/values.yaml': 'replicas: 1\n', '.github/ci.yaml': 'on: push\n' },
      {
        'deploy/web.yaml': configMap('web', 'b'),
        'deploy/values.yaml': 'replicas: 2\n',
        'deploy/template.yaml': 'a: {{ .Values.a }}\n',
        '.github/ci.yaml': 'on: pull\n',
      },
    );
    const { findings, notes } = await planRepo(folder);
    expect(findings).toEqual(['Folder deploy: ConfigMap default/web updated update']);
    expect(notes).toContain('2 files of YAML or JSON ignored');
  });

  test('what leads out of the repository is named', async () => {
    const release = (version: string): string =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: db, namespace: db }\nspec:\n  chart: { spec: { chart: postgresql, version: ${version}, sourceRef: { kind: HelmRepository, name: shop } } }\n`;
    const folder = repository({ 'apps/db.yaml': release('1.0.0') }, { 'apps/db.yaml': release('2.0.0') });
    const { findings, out } = await planRepo(folder);
    expect(findings).toContain('HelmRelease db/db: HelmRelease db/db unit-from-outside none');
    expect(out).toContain('postgresql 2.0.0');
  });
});

describe('a change of a stranger', () => {
  test('fetches nothing, whatever lies in a folder of that name, and has no name longer than an object can have', async () => {
    const folder = repository(
      { 'deploy/web.yaml': configMap('web') },
      {
        'web/kustomization.yaml': kustomization('"http://127.0.0.1:9/a.yaml"', 'b.yaml'),
        'web/http:/127.0.0.1:9/a.yaml': configMap('fetched'),
        'web/b.yaml': configMap('b'),
        'argocd/long.yaml': application('x'.repeat(300), 'web'),
        'patched/kustomization.yaml': `${kustomization('b.yaml')}patches: [{ path: 'HTTP://127.0.0.1:9/p.yaml' }]\n`,
        'patched/b.yaml': configMap('b'),
      },
    );
    const { code, findings } = await planRepo(folder);
    expect(code).toBe(0);
    expect(findings).toEqual(
      expect.arrayContaining([
        'Folder web: Folder web unit-from-outside none',
        'Folder web: ConfigMap default/b created create',
        'Folder patched: Folder patched unit-not-built none',
      ]),
    );
    expect(findings).not.toContain('Folder web: ConfigMap default/fetched created create');
    expect(findings.filter((each) => each.startsWith('Application argocd/xxx'))).toEqual([]);
  });
});

describe('plan.yaml', () => {
  const names = `units:\n  - { path: deploy, name: shop, pipeline: argocd, namespace: shop, cluster: production, prune: false }\n`;

  test('names a unit that cannot be found, with all that is below its folder', async () => {
    const folder = repository(
      { 'plan.yaml': names, 'deploy/web.yaml': configMap('web'), 'deploy/deep/more.yaml': configMap('more') },
      { 'deploy/deep/more.yaml': configMap('more', 'b'), 'deploy/web.yaml': null },
    );
    const { units, findings } = await planRepo(folder);
    expect(units).toEqual([
      expect.objectContaining({ unit: 'Folder shop', pipeline: 'Argo CD', cluster: 'production', prune: 'false' }),
    ]);
    expect(findings).toEqual([
      'Folder shop: Folder shop objects-kept none',
      'Folder shop: ConfigMap shop/more updated update',
    ]);
  });

  test('leaves paths out once it is merged, so that no change can hide itself', async () => {
    const folder = repository(
      { 'examples/web.yaml': configMap('web') },
      { 'examples/web.yaml': configMap('web', 'b'), 'plan.yaml': 'ignore: [examples]\n' },
      { 'examples/web.yaml': configMap('web', 'c') },
    );
    const first = await planRepo(folder, 'HEAD~2', 'HEAD~1');
    expect(first.findings).toEqual(['Folder examples: ConfigMap default/web updated update']);
    expect(first.notes).toContain('once this change is merged');
    expect((await planRepo(folder)).findings).toEqual([]);
  });

  test.each([
    ['units: [{ path: deploy, pipelin: flux }]', "'pipelin'"],
    ['units: [{ path: ../other }]', 'units[0].path must be a folder'],
    ['units: [{ path: deploy, pipeline: make }]', 'must be one of kubectl, argocd, flux, helm'],
    ['units: [{ path: deploy, prune: sometimes }]', 'must be true or false'],
    ['ignore: examples', '`ignore` must be a list of paths'],
    ['ignore: []\nother: 1', "'other'"],
  ])('%j is refused', async (text, message) => {
    const folder = repository({ 'deploy/web.yaml': configMap('web') }, { 'plan.yaml': `${text}\n` });
    expect(await planRepo(folder)).toMatchObject({ code: 1, notes: expect.stringContaining(message) });
  });

  test('of another program is none of its business', async () => {
    const folder = repository({ 'deploy/web.yaml': configMap('web') }, { 'plan.yaml': 'steps: [one]\n' });
    expect(await planRepo(folder)).toMatchObject({ code: 0, units: [] });
  });
});

describe('what is compared', () => {
  test('without revisions: the merge base with the default branch, and the working tree with what is not committed', async () => {
    const folder = repository({ 'deploy/web.yaml': configMap('web') });
    git(folder, 'switch', '-qc', 'change');
    change(folder, {
      'deploy/web.yaml': configMap('web', 'b'),
      'deploy/new.yaml': configMap('new'),
      '.gitignore': 'ignored\n',
    });
    change(folder, { 'ignored/old.yaml': configMap('ignored') });
    const { findings } = await planRepo(folder, '');
    expect(findings).toEqual([
      'Folder deploy: ConfigMap default/new created create',
      'Folder deploy: ConfigMap default/web updated update',
    ]);
    expect(git(folder, 'status', '--porcelain').split('\n')).toContain('?? deploy/new.yaml');
  });

  test('a change that touches no unit is no change', async () => {
    const folder = repository({ 'deploy/web.yaml': configMap('web') }, { 'README.md': 'words' });
    expect(await planRepo(folder)).toMatchObject({ code: 0, units: [] });
  });

  test.each([
    [['nowhere'], "does not know the revision 'nowhere'"],
    [['--pipeline', 'flux', 'HEAD'], '--pipeline has no effect'],
    [['--live', 'HEAD'], 'Give one of them'],
  ])('%j is an error', async (args, message) => {
    const folder = repository({ 'deploy/web.yaml': configMap('web') });
    expect(await planRepo(folder, ...args)).toMatchObject({ code: 1, notes: expect.stringContaining(message) });
  });
});

describe('what is no manifest stops no plan', () => {
  test('a manifest that breaks is rejected, and one that was broken before is only told', async () => {
    const broken = `${configMap('broken')}   bad: [\n`;
    const folder = repository(
      { 'apps/apps.yaml': flux('apps', './web'), 'web/a.yaml': configMap('a'), 'web/old.yaml': broken },
      { 'web/a.yaml': configMap('a', 'b') },
      { 'web/a.yaml': `${configMap('a')}  - : [\n`, 'web/old.yaml': null },
    );
    const first = await planRepo(folder, 'HEAD~2', 'HEAD~1');
    expect(first.code).toBe(0);
    expect(first.findings).toContain(
      'Kustomization flux-system/apps: Kustomization flux-system/apps unit-refused none',
    );
    const second = await planRepo(folder);
    expect(second.code).toBe(2);
    expect(second.findings.join('\n')).toContain('unit-refused rejected');
  });

  test('a kustomization that refers to a file that is gone is rejected', async () => {
    const folder = repository(
      {
        'apps/apps.yaml': flux('apps', './web'),
        'web/kustomization.yaml': kustomization('a.yaml', 'b.yaml'),
        'web/a.yaml': configMap('a'),
        'web/b.yaml': claim('b'),
      },
      { 'web/b.yaml': null },
    );
    const { findings, out } = await planRepo(folder);
    expect(findings).toEqual(['Kustomization flux-system/apps: Kustomization flux-system/apps unit-refused rejected']);
    expect(out).toContain("refers to 'b.yaml', which does not exist");
  });

  test('a Secret of SOPS changes if its encrypted form does, and its own block is no field', async () => {
    const secret = (text: string, mac: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\ndata:\n  password: ENC[AES256_GCM,data:${text},iv:x=,tag:y=,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:${mac}]\n  lastmodified: "2026-01-01T00:00:00Z"\n`;
    const folder = repository(
      { 'deploy/login.yaml': secret('aaaa', '1') },
      { 'deploy/login.yaml': secret('aaaa', '2') },
      { 'deploy/login.yaml': secret('bbbb', '3') },
    );
    expect((await planRepo(folder, 'HEAD~2', 'HEAD~1')).findings).toEqual([]);
    const { findings, out } = await planRepo(folder);
    expect(findings).toEqual([expect.stringMatching(/^Folder deploy: Secret default\/login \S+ update$/)]);
    expect(out).not.toContain('bbbb');
  });

  test('variables of Flux are filled in with what the repository says, and others are unknown values', async () => {
    const ingress = (host: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - host: ${host}\n      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }\n`;
    const settings =
      'postBuild:\n  substituteFrom: [{ kind: ConfigMap, name: settings }, { kind: Secret, name: elsewhere }]\nprune: true';
    const folder = repository(
      {
        'apps/apps.yaml': flux('apps', './web', settings),
        'apps/settings.yaml': configMap('settings', 'known'),
        'web/web.yaml': ingress('a.example.com'),
      },
      { 'web/web.yaml': ingress('${key}.${DOMAIN}') },
      { 'apps/settings.yaml': configMap('settings', 'other') },
    );
    const first = await planRepo(folder, 'HEAD~2', 'HEAD~1');
    expect(first.code).toBe(0);
    expect(first.out).toContain('known.${DOMAIN}');
    const second = await planRepo(folder);
    expect(second.out).toContain('other.${DOMAIN}');
  });

  test('an object that is there twice with equal content is a note', async () => {
    const folder = repository({ 'deploy/a.yaml': configMap('a') }, { 'deploy/b.yaml': configMap('a') });
    const { code, findings, notes } = await planRepo(folder);
    expect([code, findings]).toEqual([0, []]);
    expect(notes).toContain('Both are the same');
  });

  test('a folder that is new is new, and one that BEFORE could not build is', async () => {
    const folder = repository(
      { 'web/kustomization.yaml': kustomization('missing.yaml') },
      { 'web/kustomization.yaml': kustomization('a.yaml'), 'web/a.yaml': configMap('a'), 'new/b.yaml': configMap('b') },
    );
    const { code, findings, notes } = await planRepo(folder);
    expect(code).toBe(0);
    expect(findings).toEqual([
      'Folder new: ConfigMap default/b created create',
      'Folder web: ConfigMap default/a created create',
    ]);
    expect(notes).toContain('before this change cannot be built');
  });
});

describe('between the units', () => {
  test('a claim that moves from one Flux Kustomization to another may be deleted in between', async () => {
    const folder = repository(
      {
        'flux/a.yaml': flux('a', './a'),
        'flux/b.yaml': flux('b', './b'),
        'a/data.yaml': claim('data'),
        'a/keep.yaml': configMap('keep'),
        'b/keep.yaml': configMap('keep-too'),
      },
      { 'a/data.yaml': null, 'b/data.yaml': claim('data') },
    );
    const { code, findings, out } = await planRepo(folder);
    expect(code).toBe(2);
    expect(findings).toEqual([
      'Kustomization flux-system/b: PersistentVolumeClaim default/data object-changes-unit data-risk',
    ]);
    expect(out).toContain('kustomize.toolkit.fluxcd.io/prune: disabled');
  });

  test('it stays where the old one does not prune, or where it is protected', async () => {
    const kept = claim('data').replace(
      'metadata:',
      'metadata:\n  annotations: { kustomize.toolkit.fluxcd.io/prune: disabled }',
    );
    const start = {
      'flux/b.yaml': flux('b', './b'),
      'a/keep.yaml': configMap('keep'),
      'b/keep.yaml': configMap('keep-too'),
    };
    const unpruned = repository(
      { ...start, 'flux/a.yaml': flux('a', './a', 'prune: false'), 'a/data.yaml': claim('data') },
      { 'a/data.yaml': null, 'b/data.yaml': claim('data') },
    );
    const annotated = repository(
      { ...start, 'flux/a.yaml': flux('a', './a'), 'a/data.yaml': kept },
      { 'a/data.yaml': null, 'b/data.yaml': kept },
    );
    for (const folder of [unpruned, annotated]) {
      const { code, findings } = await planRepo(folder);
      expect([code, findings]).toEqual([
        0,
        ['Kustomization flux-system/b: PersistentVolumeClaim default/data object-changes-unit none'],
      ]);
    }
  });

  test('an Application that is removed takes its objects with it if it has the finalizer, and leaves them if not', async () => {
    const files = {
      'web/data.yaml': claim('data'),
      'argocd/keep.yaml': application('keep', 'keep'),
      'keep/a.yaml': configMap('a'),
    };
    const withIt = repository(
      { ...files, 'argocd/web.yaml': application('web', 'web') },
      { 'argocd/web.yaml': null, web: null },
    );
    const without = repository(
      { ...files, 'argocd/web.yaml': application('web', 'web', '', false) },
      { 'argocd/web.yaml': null, web: null },
    );
    expect((await planRepo(withIt)).findings).toEqual([
      'Application argocd/web: Application argocd/web unit-removed delete',
      'Application argocd/web: PersistentVolumeClaim web/data claim-deleted data-risk',
      'Folder argocd: Application argocd/web deleted delete',
    ]);
    const left = await planRepo(without);
    expect([left.code, left.findings]).toEqual([
      0,
      [
        'Folder argocd: Application argocd/web deleted delete',
        'Application argocd/web: Application argocd/web unit-removed none',
      ],
    ]);
  });

  test('a folder that is removed, and that nobody is known to apply, deletes nothing where others are known', async () => {
    const files = { 'old/data.yaml': claim('data') };
    const known = { 'flux/a.yaml': flux('a', './a'), 'a/a.yaml': configMap('a') };
    const one = await planRepo(repository({ ...files, ...known }, { old: null }));
    expect([one.code, one.findings]).toEqual([0, ['Folder old: Folder old unit-removed none']]);
    const other = await planRepo(repository({ ...files, 'b.yaml': configMap('b') }, { old: null }));
    expect([other.code, other.findings]).toEqual([
      2,
      ['Folder old: PersistentVolumeClaim default/data claim-deleted data-risk'],
    ]);
  });

  test('what a unit without pruning no longer declares stays', async () => {
    const folder = repository(
      { 'flux/a.yaml': flux('a', './a', 'prune: false'), 'a/data.yaml': claim('data'), 'a/b.yaml': configMap('b') },
      { 'a/data.yaml': null },
    );
    expect((await planRepo(folder)).findings).toEqual([
      'Kustomization flux-system/a: Kustomization flux-system/a objects-kept none',
    ]);
  });

  test('a unit that stops pruning says so, and two that declare one object do', async () => {
    const folder = repository(
      {
        'flux/a.yaml': flux('a', './a'),
        'flux/b.yaml': flux('b', './b'),
        'a/a.yaml': configMap('a'),
        'b/b.yaml': configMap('b'),
      },
      { 'flux/a.yaml': flux('a', './a', 'prune: false'), 'b/a.yaml': configMap('a', 'b') },
    );
    const { findings } = await planRepo(folder);
    expect(findings).toContain('Kustomization flux-system/a: Kustomization flux-system/a unit-stops-pruning none');
    expect(findings).toContain('Kustomization flux-system/a: ConfigMap default/a object-in-two-units update');
  });
});

describe('a chart of a hostile change', () => {
  test.each(['../../../../escaped', '../../.local/share/helm/plugins/x', 'a/b', '..', '.'])(
    'writes nothing out of its folder by the name of a chart that it depends on: %s',
    async (name) => {
      const stub = mkdtempSync(join(tmpdir(), 'stub-'));
      // What Helm is given: all that lies beside the chart.
      writeFileSync(
        join(stub, 'helm'),
        `#!/bin/sh\ncd "$3/.." && for f in * .[!.]* ../escaped; do [ -e "$f" ] && echo "# $f"; done >&2; exit 1\n`,
        { mode: 0o755 },
      );
      const folder = repository(
        {
          'argocd/web.yaml': application('web', 'web'),
          'web/Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - { name: '${name}', version: 1.0.0, repository: 'file://../evil' }\n`,
          'web/templates/web.yaml': configMap('web'),
          'evil/Chart.yaml': 'apiVersion: v2\nname: evil\nversion: 1.0.0\n',
        },
        { 'web/templates/web.yaml': configMap('web', 'b') },
      );
      const path = process.env['PATH'];
      process.env['PATH'] = `${stub}:${path}`;
      try {
        const { findings, out } = await planRepo(folder);
        expect(findings).toEqual([expect.stringMatching(/unit-(refused|not-built)/)]);
        expect(out).not.toMatch(/# (?!chart|values)/);
        expect(out).toMatch(/chart name/);
      } finally {
        process.env['PATH'] = path;
        rmSync(stub, { recursive: true });
      }
    },
  );
});
