import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan, type PlanOptions } from '../../lib/plan';
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

describe('an object beside a workload', () => {
  const object = (apiVersion: string, kind: string, fields: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: 'web' },
    ...fields,
  });
  const first = (before: Manifest, after: Manifest, options: PlanOptions = {}): string[] =>
    (plan([before], [after], options).changes[0]?.findings ?? []).map(({ code, path }) => `${code} ${path}`);
  const budget = (spec: object): Manifest => object('policy/v1', 'PodDisruptionBudget', { spec });
  const policy = (spec: object): Manifest => object('networking.k8s.io/v1', 'NetworkPolicy', { spec });
  const volume = (spec: object): Manifest =>
    object('v1', 'PersistentVolume', {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        csi: { driver: 'a.b', volumeHandle: 'one' },
        ...spec,
      },
    });
  const binding = (roleRef: object): Manifest => object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef });
  const secret = (fields: object): Manifest => object('v1', 'Secret', fields);
  const job = (spec: object, pod: object = {}): Manifest =>
    object('batch/v1', 'Job', {
      spec: {
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'b:1' }], ...pod } },
        ...spec,
      },
    });

  test('is refused with the field that the API server names', () => {
    const scaler = (spec: object): Manifest =>
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }, maxReplicas: 3, ...spec },
      });
    const ingress = (path: object): Manifest =>
      object('networking.k8s.io/v1', 'Ingress', {
        spec: {
          rules: [
            {
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: 'web', port: { number: 80 } } },
                    ...path,
                  },
                ],
              },
            },
          ],
        },
      });
    expect(first(budget({ minAvailable: 1 }), budget({ minAvailable: 1, maxUnavailable: 1 }))).toEqual([
      'invalid-object spec',
    ]);
    expect(first(budget({ minAvailable: 1 }), budget({ minAvailable: '150%' }))).toEqual([
      'invalid-object spec.minAvailable',
    ]);
    expect(first(scaler({}), scaler({ minReplicas: 4 }))).toEqual(['invalid-object spec.maxReplicas']);
    expect(first(ingress({}), ingress({ path: 'x' }))).toEqual(['invalid-object spec.rules[0].http.paths[0].path']);
    expect(first(policy({ podSelector: {} }), policy({ podSelector: {}, ingress: [{ from: [{}] }] }))).toEqual([
      'invalid-object spec.ingress[0].from[0]',
    ]);
    expect(first(config('a'), config('a', { data: { 'bad key': 'a' } }))).toEqual(['invalid-object data[bad key]']);
    expect(first(config('a'), config('a', { data: { key: 7 } }))).toEqual(['wrong-type data[key]']);
  });

  test('is refused where it comes new', () => {
    const cron = object('batch/v1', 'CronJob', {
      spec: { schedule: 'at noon', jobTemplate: job({})['spec'] === undefined ? {} : { spec: job({})['spec'] } },
    });
    expect(change([], [cron])).toMatchObject({ impact: 'rejected', findings: [{ path: 'spec.schedule' }] });
  });

  test('has a name of at most 52 characters where it is a new CronJob', () => {
    const cron = (length: number, schedule = '@daily'): Manifest =>
      object('batch/v1', 'CronJob', {
        metadata: { name: 'a'.repeat(length) },
        spec: { schedule, jobTemplate: { spec: job({})['spec'] } },
      });
    expect(change([], [cron(53)])).toMatchObject({ impact: 'rejected', findings: [{ path: 'metadata.name' }] });
    expect(change([], [cron(52)]).impact).toBe('create');
    expect(change([cron(53)], [cron(53, '@hourly')]).impact).toBe('update');
  });

  test('does not change where the API server fills the same in', () => {
    expect(first(policy({ podSelector: {} }), policy({ podSelector: {}, policyTypes: ['Ingress'] }))).toEqual([]);
    expect(first(volume({}), volume({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }))).toEqual(
      [],
    );
    expect(
      first(
        binding({ kind: 'Role', name: 'a' }),
        binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' }),
      ),
    ).toEqual([]);
    expect(
      first(secret({ stringData: { key: 'value' } }), secret({ data: { key: 'dmFsdWU=' }, type: 'Opaque' })),
    ).toEqual([]);
    expect(first(volume({}), volume({ capacity: { storage: '1024Mi' } }))).toEqual([]);
  });

  test('keeps what may not change', () => {
    expect(first(binding({ kind: 'Role', name: 'a' }), binding({ kind: 'Role', name: 'b' }))).toEqual([
      'immutable-field roleRef.name',
    ]);
    expect(first(volume({}), volume({ csi: { driver: 'a.b', volumeHandle: 'two' } }))).toEqual([
      'immutable-field spec.persistentvolumesource',
    ]);
    expect(first(job({}), job({}, { terminationGracePeriodSeconds: 60 }))).toEqual([
      'immutable-field spec.template.spec.terminationGracePeriodSeconds',
    ]);
    expect(first(job({}), job({ ttlSecondsAfterFinished: 60 }))).toEqual(['updated spec.ttlSecondsAfterFinished']);
    expect(first(job({}), job({ ttlSecondsAfterFinished: 60 }), { apply: 'replace' })).toContain(
      'immutable-field spec.selector',
    );
  });

  test('of which a text of a Secret is taken away keeps it, unless it is replaced', () => {
    const [two, one] = [secret({ stringData: { a: '1', b: '2' } }), secret({ stringData: { a: '1' } })];
    expect(first(two, one, { apply: 'client' })).toEqual(['string-data-key-stays stringData.b']);
    expect(first(two, one, { apply: 'server' })).toEqual(['string-data-key-stays stringData.b']);
    expect(first(two, one, { apply: 'replace' })).toEqual(['updated data.b']);
  });

  test('tells no value of a Secret that is refused', () => {
    const shown = JSON.stringify(plan([secret({ data: { a: 'eA==' } })], [secret({ data: { a: 'hunter2!' } })]));
    expect(shown).toContain('illegal base64 data');
    expect(shown).not.toContain('hunter2');
  });

  test('may not have a finalizer that belongs to nobody', () => {
    const after = { ...config('a'), metadata: { name: 'settings', finalizers: ['keep'] } };
    expect(first(config('a'), after)).toEqual(['invalid-object metadata.finalizers[0]']);
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
