import { claim, configMap, flux, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(120_000);
afterAll(removeRepositories);

const list = (...resources: string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(', ')}]\n`;

/** A cluster whose apps are each described in a file that the kustomization of all apps lists. */
const apps = (...listed: string[]): Record<string, string> => ({
  'cluster/apps.yaml': flux('apps', './apps'),
  'apps/kustomization.yaml': list(...listed),
  'apps/wiki/ks.yaml': flux('wiki', './apps/wiki/app'),
  'apps/wiki/app/a.yaml': configMap('a'),
  'apps/shop/ks.yaml': flux('shop', './apps/shop/app'),
  'apps/shop/app/data.yaml': claim('data'),
  'apps/shop/app/b.yaml': configMap('b'),
});
const both = ['./wiki/ks.yaml', './shop/ks.yaml'];

describe('a unit whose file no kustomization lists', () => {
  test('is not applied: to list it creates its objects, and moves none', async () => {
    const { findings } = await planRepo(
      repository(apps('./wiki/ks.yaml'), { 'apps/kustomization.yaml': list(...both) }),
    );
    expect(findings.filter((each) => each.includes('data-risk'))).toEqual([]);
    expect(findings).toContain('Kustomization flux-system/shop: PersistentVolumeClaim default/data created create');
  });

  test('was applied if it was listed: to leave it out deletes what it made', async () => {
    const { findings } = await planRepo(
      repository(apps(...both), { 'apps/kustomization.yaml': list('./wiki/ks.yaml') }),
    );
    expect(findings).toContain(
      'Kustomization flux-system/shop: PersistentVolumeClaim default/data claim-deleted data-risk',
    );
  });

  test('is ignored when it changes, and that is said', async () => {
    const { code, findings, notes } = await planRepo(
      repository(apps('./wiki/ks.yaml'), { 'apps/shop/app/data.yaml': null }),
    );
    expect([code, findings]).toEqual([0, []]);
    expect(notes).toContain('Kustomization flux-system/shop is ignored');
  });

  test('is applied all the same where its own folder has the file: somebody applied it once', async () => {
    const itself: Record<string, string> = { ...apps(...both), 'apps/all.yaml': flux('all', './apps') };
    delete itself['cluster/apps.yaml'];
    const { findings } = await planRepo(repository(itself, { 'apps/shop/app/data.yaml': null }));
    expect(findings).toContain(
      'Kustomization flux-system/shop: PersistentVolumeClaim default/data claim-deleted data-risk',
    );
  });

  test('is applied where its folder belongs to no unit', async () => {
    const files = apps();
    delete files['cluster/apps.yaml'];
    delete files['apps/kustomization.yaml'];
    const { findings } = await planRepo(repository(files, { 'apps/shop/app/data.yaml': null }));
    expect(findings).toContain(
      'Kustomization flux-system/shop: PersistentVolumeClaim default/data claim-deleted data-risk',
    );
  });
});
