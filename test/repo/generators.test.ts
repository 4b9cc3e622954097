import { applicationsOf, type Generated } from '../../lib/repo/application-set';
import type { Surroundings } from '../../lib/repo/flux';
import { application, planRepo, configMap, removeRepositories, repository } from './repository';

jest.setTimeout(120_000);
afterAll(removeRepositories);

const repoURL = 'https://git.example.com/shop/deploy.git';

/** An ApplicationSet whose Applications are called `name` and apply the folder `path`. */
const set = (generators: string, name: string, path: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: apps, namespace: argocd }\nspec:\n  ${more}generators: ${generators}\n  template:\n    metadata: { name: '${name}' }\n    spec:\n      source: { repoURL: ${repoURL}, path: '${path}' }\n      destination: { namespace: '${name}', server: https://kubernetes.default.svc }\n`;

/** The Applications that a set makes of a repository with these files, and what is said of the set itself. */
async function made(
  applicationSet: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly applications: readonly string[]; readonly out: string; readonly code: number }> {
  // What another Application says of it makes the URL known as that of this repository.
  const folders = {
    'argocd/own.yaml': application('own', 'apps/shop'),
    'apps/wiki/a.yaml': configMap('a'),
    'apps/shop/a.yaml': configMap('a'),
  };
  const folder = repository({ ...folders, ...files }, { 'argocd/apps.yaml': applicationSet });
  const { units, out, code } = await planRepo(folder);
  const applications = units
    .map(({ unit, path }) => `${String(unit)} ${String(path)}`)
    .filter((each) => each.startsWith('Application argocd/'));
  return { applications: applications.sort(), out, code };
}

const BOTH = ['Application argocd/shop apps/shop', 'Application argocd/wiki apps/wiki'];

describe('an ApplicationSet', () => {
  test('makes an Application of each file that a git generator finds, and of each item of one that is a list', async () => {
    const files = `[{ git: { repoURL: ${repoURL}, files: [{ path: 'config/**/app.*' }, { path: config/old/*, exclude: true }] } }]`;
    const { applications, code } = await made(set(files, '{{app.name}}', '{{app.folder}}'), {
      'config/a/app.yaml': '- app: { name: wiki, folder: apps/wiki }\n- app: { name: shop, folder: apps/shop }\n',
      'config/b/app.json': '{"app": {"name": "third", "folder": "apps/wiki"}}',
      'config/old/app.yaml': 'app: { name: old, folder: apps/wiki }\n',
      'config/c/app.bin': '\u0000\ufffd',
    });
    expect([code, applications]).toEqual([0, [...BOTH.slice(0, 1), 'Application argocd/third apps/wiki', BOTH[1]]]);
  });

  test('knows the folder of such a file by what the generator calls it', async () => {
    const git = `[{ git: { repoURL: ${repoURL}, files: [{ path: 'apps/*/app.json' }], pathParamPrefix: own } }]`;
    const files = { 'apps/wiki/app.json': '{}', 'apps/shop/app.json': '{}' };
    expect((await made(set(git, '{{own.path.basename}}', '{{own.path}}'), files)).applications).toEqual(BOTH);
    const go = git.replace(', pathParamPrefix: own', '');
    const templates = set(go, '{{ index .path.segments 1 }}', '{{ .path.path }}', 'goTemplate: true\n  ');
    expect((await made(templates, files)).applications).toEqual(BOTH);
  });

  test('multiplies the folders of git with a list, and the second generator may use what the first gives', async () => {
    const matrix = `[{ matrix: { generators: [{ list: { elements: [{ kind: apps }] } }, { git: { repoURL: ${repoURL}, directories: [{ path: '{{kind}}/*' }] } }] } }]`;
    expect((await made(set(matrix, '{{path.basename}}', '{{kind}}/{{path.basename}}'))).applications).toEqual(BOTH);
  });

  test('of a merge takes the later of two values with one key, and makes nothing of what the first lacks', async () => {
    const merge = `[{ merge: { mergeKeys: [app], generators: [{ list: { elements: [{ app: wiki, folder: none }, { app: shop, folder: apps/shop }] } }, { list: { elements: [{ app: wiki, folder: apps/wiki }, { app: extra, folder: apps/shop }] } }] } }]`;
    expect((await made(set(merge, '{{app}}', '{{folder}}'))).applications).toEqual(BOTH);
  });

  test('of clusters takes those whose Secrets have the labels, and says that there may be others', async () => {
    const secret = (name: string, tier: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  labels: { argocd.argoproj.io/secret-type: cluster, example.com/tier: ${tier} }\nstringData: { name: ${name}, server: 'https://${name}' }\n`;
    const clusters =
      '[{ clusters: { selector: { matchExpressions: [{ key: example.com/tier, operator: In, values: [live] }] } } }]';
    const { applications, out } = await made(
      set(clusters, '{{name}}', 'apps/{{name}}').replace('https://kubernetes.default.svc', "'{{server}}'"),
      { 'clusters/wiki.yaml': secret('wiki', 'live'), 'clusters/shop.yaml': secret('shop', 'test') },
    );
    expect(applications).toEqual(BOTH.slice(1));
    expect(out).toContain('clusters that are registered with Argo CD');
  });

  test('leaves out what the selector of a generator does not ask for', async () => {
    const list =
      '[{ list: { elements: [{ app: wiki, on: "yes" }, { app: shop }] }, selector: { matchLabels: { on: "yes" } } }]';
    expect((await made(set(list, '{{app}}', 'apps/{{app}}'))).applications).toEqual(BOTH.slice(1));
  });

  test('that explodes is looked at as far as anybody means, and that is said', () => {
    const folders = Array.from({ length: 500 }, (_, index) => `d/${index}/e`);
    const around = { files: { allFolders: folders, paths: folders }, isOwn: () => true } as unknown as Surroundings;
    const list = (key: string): object => ({
      list: { elements: Array.from({ length: 1000 }, (_, index) => ({ [key]: `${key}${index}` })) },
    });
    const of = (...generators: readonly object[]): object => ({ matrix: { generators } });
    const madeOf = (generator: object): Generated => {
      const object = {
        metadata: { name: 'apps' },
        spec: { generators: [generator], template: { metadata: { name: '{{a}}' } } },
      };
      return applicationsOf({ file: 'apps.yaml', object }, around);
    };
    const exploded = madeOf(of(list('a'), list('b')));
    expect([exploded.applications.length, exploded.outside]).toEqual([1000, ['more than 1000 Applications']]);
    const nothing = { git: { repoURL, directories: [{ path: 'd/{{a}}/{{b}}/nothing' }] } };
    const nested = madeOf(of(list('a'), of(list('b'), nothing)));
    expect([nested.applications.length, nested.outside]).toEqual([0, ['more than 1000 Applications']]);
  });
});

describe('an Application with a plugin', () => {
  test('is built as the kustomization that the plugin builds, and the plugin is named', async () => {
    const { code, findings, out } = await planRepo(
      repository(
        {
          'argocd/web.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web, namespace: argocd }\nspec:\n  source: { repoURL: ${repoURL}, path: web, plugin: { name: with-helm } }\n  destination: { namespace: web, server: https://kubernetes.default.svc }\n`,
          'web/kustomization.yaml': 'resources: [a.yaml]\n',
          'web/a.yaml': configMap('a'),
        },
        { 'web/a.yaml': configMap('a', 'b') },
      ),
    );
    expect([code, findings]).toEqual([
      0,
      expect.arrayContaining(['Application argocd/web: ConfigMap web/a updated update']),
    ]);
    expect(out).toContain('with-helm');
  });
});
