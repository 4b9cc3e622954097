import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { change, container, statefulSet } from './objects';

const config = (value: string, extra: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { key: value },
  ...extra,
});
const codes = (before: Manifest[], after: Manifest[]): Record<string, string[]> =>
  Object.fromEntries(
    plan(before, after).changes.map((each) => [each.object, each.findings.map((finding) => finding.code)]),
  );

describe('any object', () => {
  test('comes, changes and goes', () => {
    expect(change([], [config('a')]).impact).toBe('create');
    expect(change([config('a')], [config('b')])).toMatchObject({
      object: 'ConfigMap default/settings',
      impact: 'update',
      findings: [{ code: 'updated', path: 'data.key', before: 'a', after: 'b' }],
    });
    expect(change([config('a')], []).impact).toBe('delete');
  });

  test('that is immutable is refused', () => {
    expect(change([config('a', { immutable: true })], [config('b', { immutable: true })]).impact).toBe('rejected');
    const storageClass = (reclaimPolicy: string): Manifest => ({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'x',
      reclaimPolicy,
    });
    expect(change([storageClass('Delete')], [storageClass('Retain')])).toMatchObject({
      object: 'StorageClass fast',
      impact: 'rejected',
      findings: [{ code: 'immutable-field', path: 'reclaimPolicy' }],
    });
  });

  test('that is a Secret keeps its values to itself', () => {
    const secret = (value: string, extra: object = {}): Manifest => ({ ...config(value), kind: 'Secret', ...extra });
    for (const extra of [{}, { immutable: true }, { stringData: { other: 'hunter2' } }]) {
      const shown = JSON.stringify(plan([secret('hunter1', extra)], [secret('hunter3')]));
      expect(shown).toContain('data');
      expect(shown).not.toContain('hunter');
    }
  });

  test('takes what is in it along', () => {
    expect(change([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }], []).impact).toBe('data-risk');
  });

  test('of a kind that nobody knows is compared as it stands', () => {
    const custom = (size: number): Manifest => ({
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: { name: 'a' },
      spec: { size },
    });
    expect(change([custom(1)], [custom(2)]).findings).toMatchObject([{ path: 'spec.size', before: 1, after: 2 }]);
  });
});

describe('a ConfigMap that changes', () => {
  const using = (pod: Record<string, unknown>, annotations: object = {}): Manifest => {
    const set = statefulSet({}, pod) as { spec: { template: { metadata: object } } } & Manifest;
    return {
      ...set,
      spec: { ...set.spec, template: { ...set.spec.template, metadata: { labels: { app: 'web' }, annotations } } },
    };
  };
  const byEnv = { containers: [container({ envFrom: [{ configMapRef: { name: 'settings' } }] })] };

  test('is not picked up by variables', () => {
    expect(codes([config('a'), using(byEnv)], [config('b'), using(byEnv)])).toEqual({
      'ConfigMap default/settings': ['configuration-not-picked-up', 'updated'],
    });
  });

  test('restarts pods through a checksum', () => {
    expect(
      codes([config('a'), using(byEnv, { checksum: '1' })], [config('b'), using(byEnv, { checksum: '2' })]),
    ).toEqual({
      'ConfigMap default/settings': ['configuration-restarts', 'updated'],
      'StatefulSet default/web': ['pod-template-changed'],
    });
  });

  test('changes mounted files under running pods', () => {
    const mounted = { volumes: [{ name: 'c', configMap: { name: 'settings' } }] };
    expect(codes([config('a'), using(mounted)], [config('b'), using(mounted)])).toEqual({
      'ConfigMap default/settings': ['configuration-updates-in-place', 'updated'],
    });
  });
});

describe('a live object', () => {
  const live = (object: Manifest, metadata: object = {}): Manifest => ({
    ...object,
    metadata: {
      ...object.metadata,
      namespace: 'default',
      uid: '1',
      resourceVersion: '2',
      generation: 3,
      managedFields: [],
      ...metadata,
    },
    status: { replicas: 2 },
  });

  test('is what was declared, whatever the server added', () => {
    const set = statefulSet() as Manifest & { spec: object };
    const stored = live({
      ...set,
      spec: { ...set.spec, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10 },
    });
    expect(plan([stored, live(config('a'), { labels: { added: 'x' } })], [statefulSet(), config('a')]).changes).toEqual(
      [],
    );
  });

  test('that a controller made is not deleted by leaving it out', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'www-web-0' }, spec: {} };
    expect(plan([live(statefulSet()), live(claim)], [statefulSet()]).changes).toEqual([]);
    const applied = {
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(config('a')) },
    };
    expect(plan([live(config('a'), applied)], []).impact).toBe('delete');
  });
});
