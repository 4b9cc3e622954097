import { application, claim, configMap, flux, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(60_000);
afterAll(removeRepositories);

const data = { 'a/data.yaml': claim('data') };
const beside = { 'flux/beside.yaml': flux('beside', './b'), 'b/b.yaml': configMap('b') };

describe('a unit of Flux that is renamed', () => {
  test('may lose its data, and the plan says which commit avoids it', async () => {
    const folder = repository(
      { 'flux/a.yaml': flux('a', './a'), ...data, ...beside },
      { 'flux/a.yaml': flux('other', './a') },
    );
    const { code, findings, out } = await planRepo(folder);
    expect([code, findings.filter((each) => each.includes('Kustomization flux-system/other:'))]).toEqual([
      2,
      ['Kustomization flux-system/other: Kustomization flux-system/other unit-renamed data-risk'],
    ]);
    expect(out).toContain('prune: false');
    expect(findings.filter((each) => /claim-|unit-removed/.test(each))).toEqual([]);
  });

  test.each(['prune: false', 'prune: true\ndeletionPolicy: Orphan', 'prune: true\nsuspend: true'])(
    'keeps it with %j',
    async (how) => {
      const folder = repository(
        { 'flux/a.yaml': flux('a', './a', how), ...data, ...beside },
        { 'flux/a.yaml': flux('other', './a', how) },
      );
      const { code, findings } = await planRepo(folder);
      expect([code, findings.filter((each) => each.includes('unit-'))]).toEqual([
        0,
        ['Kustomization flux-system/other: Kustomization flux-system/other unit-renamed none'],
      ]);
    },
  );

  test('is only moved where its name stays: another path with the same objects changes nothing', async () => {
    const folder = repository(
      { 'flux/a.yaml': flux('a', './a'), ...data, ...beside },
      { 'flux/a.yaml': flux('a', './new'), 'a/data.yaml': null, 'new/data.yaml': claim('data') },
    );
    expect((await planRepo(folder)).findings.filter((each) => each.startsWith('Kustomization flux-system/a'))).toEqual(
      [],
    );
  });

  test('loses what the other path does not have, and what another namespace is given', async () => {
    const start = { 'flux/a.yaml': flux('a', './a', 'prune: true\ntargetNamespace: one'), ...data, ...beside };
    const path = repository(start, {
      'flux/a.yaml': flux('a', './b', 'prune: true\ntargetNamespace: one'),
    });
    expect((await planRepo(path)).findings).toContain(
      'Kustomization flux-system/a: PersistentVolumeClaim one/data claim-deleted data-risk',
    );
    const namespace = repository(start, { 'flux/a.yaml': flux('a', './a', 'prune: true\ntargetNamespace: two') });
    expect((await planRepo(namespace)).findings).toContain(
      'Kustomization flux-system/a: PersistentVolumeClaim one/data claim-deleted data-risk',
    );
  });
});

describe('an Application of Argo CD', () => {
  const start = { ...data, 'argocd/beside.yaml': application('beside', 'b'), 'b/b.yaml': configMap('b') };

  test('that is renamed may delete its objects with the finalizer, and keeps them without', async () => {
    const renamed = (finalizer: boolean): string =>
      repository(
        { ...start, 'argocd/a.yaml': application('a', 'a', '', finalizer) },
        { 'argocd/a.yaml': application('other', 'a', '', finalizer) },
      );
    const deleting = await planRepo(renamed(true));
    expect(deleting.findings).toContain('Application argocd/other: Application argocd/other unit-renamed data-risk');
    expect(deleting.out).toContain('finalizers: []');
    expect((await planRepo(renamed(false))).findings).toContain(
      'Application argocd/other: Application argocd/other unit-renamed none',
    );
  });

  test('that goes to another cluster starts without its data, and the same cluster by its other name does not', async () => {
    const to = (server: string): string =>
      application('a', 'a').replace('server: https://kubernetes.default.svc', server);
    const moved = repository(
      { ...start, 'argocd/a.yaml': to('name: one') },
      { 'argocd/a.yaml': to('name: two') },
      { 'argocd/a.yaml': to('server: https://kubernetes.default.svc') },
      { 'argocd/a.yaml': to('name: in-cluster') },
    );
    const found = await planRepo(moved, 'HEAD~3', 'HEAD~2');
    expect([found.code, found.findings.filter((each) => each.includes('unit-'))]).toEqual([
      2,
      ['Application argocd/a: Application argocd/a unit-changes-cluster data-risk'],
    ]);
    expect((await planRepo(moved)).findings.filter((each) => each.startsWith('Application argocd/a:'))).toEqual([]);
  });
});
