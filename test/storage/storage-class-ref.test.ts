import { StorageClassRef } from '../../lib/storage/storage-class-ref';

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

test('an empty name is asked what it means', () => {
  expect(() => StorageClassRef.named('')).toThrow(
    "StorageClassRef.named: the name is ''. Write StorageClassRef.none() for no class, or clusterDefault() for the default",
  );
  expect(() => StorageClassRef.tier(' ')).toThrow("Write a tier of your clusters, such as 'fast'");
});

test('a name that Kubernetes refuses is refused', () => {
  expect(() => StorageClassRef.named('My_Class')).toThrow("not 'My_Class'");
});

test('a tier has no class name until a cluster resolves it', () => {
  expect(() => all.tier.className).toThrow("storage tier 'fast' has no class name before a cluster resolves it");
});
