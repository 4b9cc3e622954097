import type { Manifest } from '../../../lib/kubernetes/manifest';
import { plan, remedyText } from '../../../lib/plan';
import { claim, statefulSet } from '../objects';
import { configMap, job, said } from './said';

const FLUX = 'kustomize.toolkit.fluxcd.io';
const flux = { pipeline: 'flux' } as const;
const argocd = { pipeline: 'argocd' } as const;
const options = (text: string): Record<string, string> => ({ 'argocd.argoproj.io/sync-options': text });

describe('what keeps an object that is no longer declared', () => {
  test.each([
    ['helm', { 'helm.sh/resource-policy': 'keep' }],
    ['argocd', options('Prune=false')],
    ['flux', { [`${FLUX}/prune`]: 'disabled' }],
    ['flux', { [`${FLUX}/ssa`]: 'Ignore' }],
  ] as const)('holds for %s alone', (pipeline, annotations) => {
    const kept = claim('1Gi', { annotations });
    const { changes } = plan([kept], [], { pipeline });
    expect(changes.map(({ impact, claims }) => [impact, claims.orphaned])).toEqual([['none', ['www-web-0']]]);
    for (const other of (['kubectl', 'helm', 'argocd', 'flux'] as const).filter((each) => each !== pipeline)) {
      expect(plan([kept], [], { pipeline: other }).impact).toBe('data-risk');
    }
  });
});

describe('what Argo CD asks about before it deletes it', () => {
  const of = (value: string): readonly string[] | undefined =>
    said([configMap({ a: '1' }, { 'argocd.argoproj.io/sync-options': value })], [], { pipeline: 'argocd' })[
      'ConfigMap default/settings'
    ];

  test('is deleted once somebody confirms it, and the sync waits until then', () => {
    expect(of('Prune=confirm')).toEqual(['delete deletion-waits-for-confirmation', 'delete deleted']);
    expect(of('Prune=false,Prune=confirm')).toContain('delete deletion-waits-for-confirmation');
  });

  test('is not what it keeps, nor what it asks about when the application goes', () => {
    expect(of('Prune=false')).toEqual(['none left-by-pipeline']);
    expect(of('Delete=confirm')).toEqual(['delete deleted']);
  });
});

describe('what Flux is told of an object', () => {
  test('leaves it alone: reconcile disabled, as an annotation or a label', () => {
    const paused = { [`${FLUX}/reconcile`]: 'disabled' };
    const found = { 'ConfigMap default/settings': ['none left-by-pipeline'] };
    expect(said([configMap({ a: '1' }, paused)], [configMap({ a: '2' }, paused)], flux)).toEqual(found);
    const labelled = configMap({ a: '2' }, {}, { labels: paused });
    expect(said([configMap({ a: '1' })], [labelled], flux)).toEqual(found);
    expect(said([configMap({ a: '1' }, paused)], [configMap({ a: '2' }, paused)], argocd)).toEqual({
      'ConfigMap default/settings': ['update updated'],
    });
  });

  test('creates it once and never updates it: IfNotPresent', () => {
    const once = { [`${FLUX}/ssa`]: 'IfNotPresent' };
    expect(said([configMap({ a: '1' }, once)], [configMap({ a: '2' }, once)], flux)).toEqual({
      'ConfigMap default/settings': ['none left-by-pipeline'],
    });
    expect(said([], [configMap({ a: '2' }, once)], flux)).toEqual({ 'ConfigMap default/settings': ['create created'] });
  });

  test('forces a refused change', () => {
    const forced = { [`${FLUX}/force`]: 'Enabled' };
    expect(said([job('a:1', forced)], [job('a:2', forced)], flux)['Job default/migrate']?.[0]).toBe(
      'update recreated-by-force',
    );
  });
});

describe('stringData', () => {
  const secret = (stringData: Record<string, string>): Manifest => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login' },
    stringData,
  });
  const [before, after] = [secret({ user: 'a', key: 'ü' }), secret({ key: 'ü' })];

  test('is data to Flux: a key that leaves it leaves the Secret', () => {
    const { changes } = plan([before], [after], flux);
    expect(changes.flatMap(({ findings }) => findings.map(({ path }) => path))).toEqual(['data.user']);
  });

  test('keeps the key with everybody else, and the plan says so', () => {
    for (const pipeline of [undefined, 'kubectl', 'argocd', 'helm'] as const) {
      expect(said([before], [after], { pipeline })['Secret default/login']).toContain('none string-data-key-stays');
    }
    expect(said([after], [before], { pipeline: 'helm' })['Secret default/login']).not.toContain(
      'none string-data-key-stays',
    );
  });
});

describe('what Argo CD is told of an object', () => {
  test('Replace is a PUT, which clears what is immutable in a bound claim', () => {
    const found = said(
      [claim('1Gi', { annotations: options('Replace=true') })],
      [claim('2Gi', { annotations: options('Replace=true') })],
      argocd,
    );
    expect(found['PersistentVolumeClaim default/www-web-0']).toContain('rejected claim-immutable');
  });

  test('ServerSideApply refuses a field that Kubernetes does not have', () => {
    const wrong = (annotations: Record<string, string>): Manifest => statefulSet({ replica: 3 }, {}, { annotations });
    const on = options('ServerSideApply=true');
    const before = statefulSet({}, {}, { annotations: on });
    expect(said([before], [wrong(on)], argocd)['StatefulSet default/web']).toContain('rejected unknown-field');
    expect(said([statefulSet()], [wrong({})], argocd)['StatefulSet default/web']).toContain('none unknown-field');
  });

  test('Force deletes the StatefulSet with its pods, and its claims if they go with it', () => {
    const set = (size: string, more = {}): Manifest =>
      statefulSet(
        {
          ...more,
          volumeClaimTemplates: [
            {
              metadata: { name: 'www' },
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
            },
          ],
        },
        {},
        { annotations: options('Force=true') },
      );
    expect(said([set('1Gi')], [set('2Gi')], argocd)['StatefulSet default/web']?.[0]).toBe('outage recreated-by-force');
    const deletes = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } };
    expect(said([set('1Gi', deletes)], [set('2Gi', deletes)], argocd)['StatefulSet default/web']?.[0]).toBe(
      'data-risk recreated-by-force',
    );
  });

  test('a new role reference is no refusal: Argo CD deletes the binding and creates it anew, but not on the server', () => {
    const binding = (role: string): Manifest => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
      subjects: [],
    });
    const found = (extra: object): string[] | undefined =>
      said([binding('a')], [binding('b')], extra)['RoleBinding default/reader'];
    expect(found(argocd)?.[0]).toBe('update recreated-by-force');
    expect(found({ ...argocd, apply: 'server' })?.[0]).toBe('rejected immutable-field');
    expect(found({ pipeline: 'kubectl' })?.[0]).toBe('rejected immutable-field');
  });
});

describe('what Argo CD is told to force', () => {
  const set = (text: string, replicas = 1): Manifest => statefulSet({ replicas }, {}, { annotations: options(text) });

  test('is deleted and created anew at each sync with Replace, and otherwise only where it is refused', () => {
    const both = 'Replace=true,Force=true';
    expect(said([set(both)], [set(both, 2)], argocd)['StatefulSet default/web']?.[0]).toBe('outage recreated-by-force');
    for (const one of ['Replace=true', 'Force=true']) {
      expect(said([set(one)], [set(one, 2)], argocd)['StatefulSet default/web']).not.toContain(
        'outage recreated-by-force',
      );
    }
  });

  test('is refused with server-side apply', () => {
    const server = 'ServerSideApply=true';
    const found = (text: string) => said([set(text)], [set(text, 2)], argocd)['StatefulSet default/web'];
    expect(found(`${server},Force=true`)).toEqual(['rejected refused-by-pipeline']);
    expect(found(server)).not.toContain('rejected refused-by-pipeline');
    expect(found(`${server},Force=true,Replace=true`)).not.toContain('rejected refused-by-pipeline');
  });
});

describe('an object that names no namespace', () => {
  const other = configMap({}, {}, { name: 'other', namespace: 'shop' });

  test('is refused by Flux where all others name theirs, and by nobody else', () => {
    expect(said([other], [other, configMap({})], flux)['ConfigMap default/settings']).toContain(
      'rejected refused-by-pipeline',
    );
    expect(said([other], [other, configMap({})], argocd)).toEqual({ 'ConfigMap default/settings': ['create created'] });
  });

  test('may get that of the Kustomization where one of the others has none', () => {
    const bare = configMap({}, {}, { name: 'bare' });
    expect(said([other, bare], [other, bare, configMap({})], flux)).toEqual({
      'ConfigMap default/settings': ['create created'],
    });
  });
});

describe('how an object is kept when it leaves git', () => {
  test.each([
    ['argocd', 'Prune=false', 'kustomize.toolkit'],
    ['flux', 'kustomize.toolkit.fluxcd.io/prune', 'argocd'],
    ['helm', 'helm.sh/resource-policy', 'argocd'],
    ['kubectl', '--prune', 'argocd'],
  ] as const)('is shown for %s alone', (pipeline, shown, others) => {
    const { changes } = plan([claim('1Gi')], [], { pipeline });
    const text = changes.flatMap(({ findings }) => findings.map(({ remedy }) => remedyText(remedy))).join('\n');
    expect(text).toContain(shown);
    expect(text).not.toContain(others);
  });
});
