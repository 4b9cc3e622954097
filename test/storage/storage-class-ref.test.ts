import { StorageClassRef } from '../../lib/storage/storage-class-ref';
import { synthErrors } from '../support/synth';

const all = {
  default: StorageClassRef.clusterDefault(),
  named: StorageClassRef.named('fast'),
  none: StorageClassRef.none(),
  tier: StorageClassRef.tier('fast'),
};

test('the default is left out, none is the empty name, a class is its name', () => {
  expect([all.default, all.none, all.named].map((ref) => ref.className)).toEqual([undefined, '', 'fast']);
});

test('no two of the four are the same, even where they share a name', () => {
  const same = Object.entries(all).flatMap(([a, one]) =>
    Object.entries(all)
      .filter(([, other]) => one.isSameAs(other))
      .map(([b]) => `${a}=${b}`),
  );
  expect(same).toEqual(['default=default', 'named=named', 'none=none', 'tier=tier']);
});

test('each says in words what it is', () => {
  expect(Object.values(all).map(String)).toEqual([
    "the cluster's default storage class",
    "storage class 'fast'",
    'no storage class',
    "storage tier 'fast'",
  ]);
});

test.each([
  ['an empty name', StorageClassRef.named(''), 'StorageClassRef.none()'],
  ['an empty tier', StorageClassRef.tier(' '), 'a tier of your clusters'],
  ['a name that Kubernetes rejects', StorageClassRef.named('My_Class'), "'My_Class'"],
  ['no name at all', StorageClassRef.named(undefined as never), 'needs className'],
])('%s is an error of the app that uses it', (_, storageClass, words) => {
  const [error, ...others] = synthErrors({ claims: [{ name: 'a', size: '1Gi', mountPath: '/a', storageClass }] });
  expect(others).toEqual([]);
  expect(error).toContain('claims[a].storageClass');
  expect(error).toContain(words);
});

test('a tier has no class name until a cluster resolves it', () => {
  expect(() => all.tier.className).toThrow("storage tier 'fast' has no class name before a cluster resolves it");
});
