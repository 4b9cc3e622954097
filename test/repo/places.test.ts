import { configMap, deployment, flux, kustomization, places, removeRepositories, repository } from './repository';

jest.setTimeout(60_000);
afterAll(removeRepositories);

const web = (replicas: number): string =>
  deployment('web', 'nginx:1').replace('spec:', `spec:\n  replicas: ${replicas}`);

describe('the line of a finding in a repository', () => {
  test('is that of the field in a file that is applied as it stands', async () => {
    const folder = repository(
      { 'flux/a.yaml': flux('a', './a'), 'a/a.yaml': `${configMap('b')}---\n${deployment('web', 'nginx:1')}` },
      { 'a/a.yaml': `${configMap('b')}---\n${deployment('web', 'nginx:2')}` },
    );
    expect(await places(folder)).toEqual(['workload-restarts a/a.yaml:17']);
  });

  test('is in the base, or in the patch that has the field, whatever kustomize makes of the name', async () => {
    const patch = (replicas: number): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: ${replicas}\n`;
    const files = {
      'base/kustomization.yaml': kustomization('web.yaml'),
      'base/web.yaml': deployment('web', 'nginx:1'),
      'live/kustomization.yaml': `${kustomization('../base')}namePrefix: my-\npatches: [{ path: more.yaml }]\n`,
      'live/more.yaml': patch(2),
    };
    const folder = repository(files, { 'live/more.yaml': patch(3) });
    expect(await places(folder)).toEqual([expect.stringMatching(/ live\/more\.yaml:5$/)]);
    const other = repository(files, { 'base/web.yaml': deployment('web', 'nginx:2') });
    expect(await places(other)).toEqual(['workload-restarts base/web.yaml:10']);
  });

  test('is that of the unit where it stands in no file', async () => {
    const folder = repository(
      {
        'flux/a.yaml': `${configMap('other')}---\n${flux('a', './a')}`,
        'a/a.yaml': configMap('a'),
        'a/b.yaml': web(1),
      },
      { 'flux/a.yaml': `${configMap('other')}---\n${flux('a', './a', 'prune: false')}`, 'a/a.yaml': null },
    );
    expect(await places(folder)).toEqual(
      expect.arrayContaining(['unit-stops-pruning flux/a.yaml:8', 'objects-kept flux/a.yaml:8']),
    );
  });
});
