import { circlesIn } from '../../lib/repo/circles';
import type { Unit } from '../../lib/repo/unit';
import { configMap, flux, planRepo, removeRepositories, repository } from './repository';

jest.setTimeout(120_000);
afterAll(removeRepositories);

const unit = (name: string, dependsOn: readonly string[], kind: Unit['kind'] = 'Kustomization'): [string, Unit] => [
  `${kind} ${name}`,
  {
    key: `${kind} ${name}`,
    kind,
    name,
    apply: 'server',
    whenRemoved: 'deleted',
    builds: [{ as: 'files', paths: [] }],
    outside: [],
    dependsOn,
  },
];
const circles = (...units: readonly [string, Unit][]): Record<string, readonly string[]> =>
  Object.fromEntries(circlesIn(new Map(units), () => false));

describe('units of Flux that wait for one another', () => {
  test('are a circle only if the way leads back', () => {
    expect(circles(unit('a', ['b', 'c']), unit('b', ['c']), unit('c', ['elsewhere']))).toEqual({});
    expect(circles(unit('a', ['b']), unit('b', ['c']), unit('c', ['b']))).toEqual({
      'Kustomization b': ['Kustomization c', 'Kustomization b'],
      'Kustomization c': ['Kustomization b', 'Kustomization c'],
    });
    expect(circles(unit('a', ['a']))).toEqual({ 'Kustomization a': ['Kustomization a'] });
  });

  test('are told apart from releases, which go on once they are ready, and from what an expression decides', () => {
    const releases = [unit('a', ['b'], 'HelmRelease'), unit('b', ['a'], 'HelmRelease')] as const;
    expect(circles(...releases)).toEqual({});
    expect(circlesIn(new Map(releases), () => true).size).toBe(2);
    const [key, own] = unit('a', ['b']);
    expect(circles([key, { ...own, dependsOnExpression: ['b'] }], unit('b', ['a']))).toEqual({});
  });

  test('may be a chain of any length', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => unit(`u${index}`, [`u${index + 1}`]));
    expect(circles(...chain)).toEqual({});
  });

  test('are rejected by the change that closes the circle, and told by the next one', async () => {
    const on = (name: string): string => `prune: true\ndependsOn: [{ name: ${name} }]`;
    const folder = repository(
      {
        'flux/a.yaml': flux('a', './a', on('b')),
        'flux/b.yaml': flux('b', './b'),
        'a/a.yaml': configMap('a'),
        'b/b.yaml': configMap('b'),
      },
      { 'flux/b.yaml': flux('b', './b', on('a')) },
      { 'a/a.yaml': configMap('a', 'c') },
    );
    const first = await planRepo(folder, 'HEAD~2', 'HEAD~1');
    expect(first.findings.filter((each) => each.includes('unit-refused')).sort()).toEqual([
      'Kustomization flux-system/a: Kustomization flux-system/a unit-refused rejected',
      'Kustomization flux-system/b: Kustomization flux-system/b unit-refused rejected',
    ]);
    expect(first.out).toContain('by way of Kustomization flux-system/b');
    const second = await planRepo(folder);
    expect([second.code, second.findings.filter((each) => each.includes('unit-refused'))]).toEqual([
      0,
      ['Kustomization flux-system/a: Kustomization flux-system/a unit-refused none'],
    ]);
  });
});
