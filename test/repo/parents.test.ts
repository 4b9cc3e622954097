import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  application,
  claim,
  configMap,
  deployment,
  flux,
  planRepo,
  removeRepositories,
  repository,
} from './repository';

jest.setTimeout(120_000);
const stub = mkdtempSync(join(tmpdir(), 'stub-'));
const path = process.env['PATH'];

/** A tool that prints the templates of a chart with the values in them, and one that prints what lies beside a kustomization. */
function install(name: string, body: string): void {
  const file = join(stub, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
const cat = `for f in "$d"/*.yaml; do case $f in */kustomization.yaml) ;; *) echo ---; while IFS= read -r l; do echo "$l"; done < "$f";; esac; done`;
beforeAll(() => {
  process.env['PATH'] = `${stub}:${path}`;
});
beforeEach(() => {
  install('helm', `[ "$1" = version ] && echo v3.99.1 && exit; d="$3/templates"; ${cat}`);
  install('kustomize', `[ "$1" = version ] && echo v5.99.1 && exit; d="$2"; ${cat}`);
});
afterAll(() => {
  process.env['PATH'] = path;
  rmSync(stub, { recursive: true });
  removeRepositories();
});

const chart = 'apiVersion: v2\nname: root\nversion: 1.0.0\n';
const root = { 'argocd/root.yaml': application('root', 'root'), 'root/Chart.yaml': chart };

describe('an Application in a template of a chart', () => {
  const apps = {
    ...root,
    'root/templates/wiki.yaml': application('wiki', 'wiki'),
    'wiki/data.yaml': claim('data'),
    'wiki/a.yaml': configMap('a'),
  };

  test('is a unit, with its pipeline, namespace and pruning', async () => {
    const { findings, units } = await planRepo(repository(apps, { 'wiki/data.yaml': null }));
    expect(findings).toEqual(['Application argocd/wiki: PersistentVolumeClaim web/data claim-deleted data-risk']);
    expect(units).toEqual([
      expect.objectContaining({ unit: 'Application argocd/wiki', namespace: 'web', prune: 'true' }),
    ]);
  });

  test('that is no longer rendered is removed, and what it deletes is judged', async () => {
    const folder = repository(
      { ...apps, 'root/templates/other.yaml': configMap('other') },
      { 'root/templates/wiki.yaml': null },
    );
    expect((await planRepo(folder)).findings).toContain(
      'Application argocd/wiki: Application argocd/wiki unit-removed delete',
    );
  });

  test('may be a chart that makes Applications, and one that makes itself ends', async () => {
    const deep = {
      ...root,
      'root/templates/middle.yaml': application('middle', 'middle'),
      'root/templates/itself.yaml': application('root', 'root'),
      'middle/Chart.yaml': chart,
      'middle/templates/wiki.yaml': application('wiki', 'wiki'),
      'wiki/data.yaml': claim('data'),
      'wiki/a.yaml': configMap('a'),
    };
    const { findings } = await planRepo(repository(deep, { 'wiki/data.yaml': null }));
    expect(findings).toEqual(['Application argocd/wiki: PersistentVolumeClaim web/data claim-deleted data-risk']);
  });

  test('is no unit where the chart cannot be rendered, and that is said', async () => {
    const folder = repository(apps, { 'wiki/data.yaml': null });
    install('helm', '[ "$1" = version ] && echo v3.99.1 && exit; echo no >&2; exit 1');
    const { notes, findings } = await planRepo(folder);
    expect(notes).toMatch(/Application argocd\/root.*cannot be built/);
    expect(findings).toEqual(['Folder wiki: PersistentVolumeClaim default/data claim-deleted data-risk']);
  });

  test('of a chart that nobody describes has values that nobody knows, so an odd one stops nothing', async () => {
    const bad = deployment('web', 'nginx:1').replace('name: web', 'name: web\n  labels: { app: "web-" }');
    const files = {
      'root/Chart.yaml': chart,
      'root/templates/wiki.yaml': application('wiki', 'wiki'),
      'wiki/Chart.yaml': chart,
    };
    const own = await planRepo(
      repository({ ...files, 'wiki/templates/a.yaml': configMap('a') }, { 'wiki/templates/b.yaml': bad }),
    );
    expect([own.code, own.findings.filter((each) => each.includes('invalid-object'))]).toEqual([
      0,
      ['Application argocd/wiki: Deployment web/web invalid-object none'],
    ]);
    const described = await planRepo(
      repository({ ...files, ...root, 'wiki/templates/a.yaml': configMap('a') }, { 'wiki/templates/b.yaml': bad }),
    );
    expect([described.code, described.findings.filter((each) => each.includes('invalid-object'))]).toEqual([
      2,
      ['Application argocd/wiki: Deployment web/web invalid-object rejected'],
    ]);
  });
});

describe('a Kustomization of Flux', () => {
  test('is what its parent makes of it', async () => {
    // The parent turns pruning off, which the file does not say.
    install(
      'kustomize',
      `[ "$1" = version ] && echo v5.99.1 && exit; d="$2"; case $d in */flux) d=$d/${''}; { ${cat}; } | while IFS= read -r l; do case $l in *"prune: true"*) echo "  prune: false";; *) echo "$l";; esac; done;; *) ${cat};; esac`,
    );
    const patch = 'prune: true\npatches: [{ target: { kind: Kustomization }, patch: "spec: { prune: false }" }]';
    const files = {
      'clusters/production/flux.yaml': flux('flux', './flux', patch),
      'flux/a.yaml': flux('a', './a'),
      'a/data.yaml': claim('data'),
      'a/b.yaml': configMap('b'),
    };
    const { code, findings, units } = await planRepo(repository(files, { 'a/data.yaml': null }));
    expect([code, findings]).toEqual([
      0,
      ['Kustomization flux-system/a: Kustomization flux-system/a objects-kept none'],
    ]);
    expect(units).toEqual([expect.objectContaining({ cluster: 'production', prune: 'false' })]);
  });

  test('puts its common metadata on objects, and not on their pods', async () => {
    const before = {
      'flux/a.yaml': flux('a', './a', 'prune: true\ncommonMetadata: { labels: { team: a } }'),
      'a/a.yaml': deployment('web', 'nginx:1'),
    };
    const after = { 'flux/a.yaml': flux('a', './a', 'prune: true\ncommonMetadata: { labels: { team: b } }') };
    const { findings, out } = await planRepo(repository(before, after));
    expect(findings.filter((each) => each.startsWith('Kustomization'))).toEqual([
      'Kustomization flux-system/a: Deployment default/web field-changed update',
    ]);
    expect(out).toContain('metadata.labels.team');
  });

  test('with force deletes what cannot be changed, and without it is refused', async () => {
    const other = deployment('web', 'nginx:1').replaceAll('app: web', 'app: other');
    const plan = (more: string): ReturnType<typeof planRepo> =>
      planRepo(
        repository(
          { 'flux/a.yaml': flux('a', './a', more), 'a/a.yaml': deployment('web', 'nginx:1') },
          { 'a/a.yaml': other },
        ),
      );
    const forced = await plan('prune: true\nforce: true');
    expect(forced.findings).toContain('Kustomization flux-system/a: Deployment default/web recreated-by-force outage');
    expect(forced.out).toContain('force: true');
    expect((await plan('prune: true')).findings).toContain(
      'Kustomization flux-system/a: Deployment default/web immutable-field rejected',
    );
  });
});

describe('what is not built here', () => {
  const user = deployment('web', 'nginx:1').replace(
    'image: nginx:1 }',
    'image: nginx:1, envFrom: [{ secretRef: { name: login } }] }',
  );
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { a: b }\n';
  const listed = (resources: string, more = ''): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources}]\n${more}`;
  const start = {
    'flux/a.yaml': flux('a', './a'),
    'a/kustomization.yaml': listed('web.yaml, secret.yaml'),
    'a/web.yaml': user,
    'a/secret.yaml': secret,
  };
  const plugin = 'apiVersion: viaduct.ai/v1\nkind: ksops\nmetadata: { name: secrets }\nfiles: [login.sops.yaml]\n';

  test('may make the Secret that is gone: a plugin, a remote base, a chart', async () => {
    const changes: readonly Readonly<Record<string, string>>[] = [
      {
        'a/kustomization.yaml': listed('web.yaml', 'generators: [ksops.yaml]\n'),
        'a/ksops.yaml': plugin,
        'a/login.sops.yaml': 'sops: {}\n',
      },
      { 'a/kustomization.yaml': listed('web.yaml, "https://example.com/secrets.yaml"') },
      { 'a/kustomization.yaml': listed('web.yaml', 'helmCharts: [{ name: login }]\n') },
    ];
    for (const after of changes) {
      const { code, findings, out } = await planRepo(repository(start, { ...after, 'a/secret.yaml': null }));
      expect([code, findings.filter((each) => !each.includes('unit-from-outside'))]).toEqual([0, []]);
      expect(out).toContain('Secret default/login');
    }
  });

  test('and is the same as before makes nothing more', async () => {
    const files = {
      ...start,
      'a/kustomization.yaml': listed('web.yaml, secret.yaml', 'generators: [ksops.yaml]\n'),
      'a/ksops.yaml': plugin,
    };
    const gone = { 'a/kustomization.yaml': listed('web.yaml', 'generators: [ksops.yaml]\n'), 'a/secret.yaml': null };
    expect((await planRepo(repository(files, gone))).findings).toContain(
      'Kustomization flux-system/a: Secret default/login deleted-but-needed outage',
    );
    const more = { ...gone, 'a/ksops.yaml': plugin.replace(']', ', other.sops.yaml]') };
    expect((await planRepo(repository(files, more))).code).toBe(0);
  });

  test('saves no claim', async () => {
    const data = { ...start, 'a/secret.yaml': claim('data') };
    const gone = {
      'a/kustomization.yaml': listed('web.yaml', 'generators: [ksops.yaml]\n'),
      'a/ksops.yaml': plugin,
      'a/secret.yaml': null,
    };
    expect((await planRepo(repository(data, gone))).findings).toContain(
      'Kustomization flux-system/a: PersistentVolumeClaim default/data claim-deleted data-risk',
    );
  });

  test.each([
    ['an ExternalSecret', 'external-secrets.io/v1', 'ExternalSecret', 'login', '{}'],
    ['a certificate', 'cert-manager.io/v1', 'Certificate', 'web', '{ secretName: login }'],
    ['a sealed Secret', 'bitnami.com/v1alpha1', 'SealedSecret', 'login', '{}'],
  ])('but by a controller: %s in another unit makes the Secret too', async (_, apiVersion, kind, name, spec) => {
    const maker = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: default }\nspec: ${spec}\n`;
    const files = { ...start, 'flux/b.yaml': flux('b', './b'), 'b/a.yaml': configMap('a') };
    const after = { 'a/kustomization.yaml': listed('web.yaml'), 'a/secret.yaml': null };
    expect((await planRepo(repository(files, { ...after, 'b/maker.yaml': maker }))).code).toBe(0);
    const elsewhere = maker.replace('namespace: default', 'namespace: other');
    expect((await planRepo(repository(files, { ...after, 'b/maker.yaml': elsewhere }))).findings).toContain(
      'Kustomization flux-system/a: Secret default/login deleted-but-needed outage',
    );
  });
});

describe('the order of Kustomizations', () => {
  const start = {
    'flux/a.yaml': flux('a', './a'),
    'flux/b.yaml': flux('b', './b', 'prune: true\ndependsOn: [{ name: a }]'),
    'flux/c.yaml': flux('c', './c', 'prune: true\ndependsOn: [{ name: b }]'),
    'a/a.yaml': deployment('web', 'nginx:1'),
    'b/b.yaml': configMap('b'),
    'c/c.yaml': configMap('c'),
  };

  test('is shown, and what waits for one that is refused', async () => {
    const other = deployment('web', 'nginx:1').replaceAll('app: web', 'app: other');
    const { units } = await planRepo(repository(start, { 'a/a.yaml': other, 'b/b.yaml': configMap('b', 'b') }));
    expect(units).toEqual([
      expect.objectContaining({ holdsUp: 'Kustomization flux-system/b, Kustomization flux-system/c' }),
      expect.objectContaining({ unit: 'Kustomization flux-system/b', dependsOn: 'flux-system/a' }),
    ]);
    expect(units[1]).not.toHaveProperty('holdsUp');
  });

  test('ends with a unit that the change removes, unless nothing waits for it', async () => {
    const { code, findings } = await planRepo(repository(start, { 'flux/a.yaml': null }));
    expect([code, findings.filter((each) => each.includes('unit-refused'))]).toEqual([
      2,
      ['Kustomization flux-system/b: Kustomization flux-system/b unit-refused rejected'],
    ]);
    const last = await planRepo(repository(start, { 'flux/c.yaml': null }));
    expect(last.findings.filter((each) => each.includes('unit-refused'))).toEqual([]);
  });
});
