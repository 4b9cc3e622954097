import type { Manifest } from '../../../lib/kubernetes/manifest';
import { plan } from '../../../lib/plan';
import { configMap, job, said } from './said';

const helm = { pipeline: 'helm' } as const;
const argocd = { pipeline: 'argocd' } as const;
const HOOK = 'helm.sh/hook';
const POLICY = 'helm.sh/hook-delete-policy';
const upgrade = { [HOOK]: 'pre-install,pre-upgrade' };

describe('a hook of Helm', () => {
  test('is made anew, so that a changed template is no refusal', () => {
    expect(said([job('a:1', upgrade)], [job('a:2', upgrade)], helm)).toEqual({
      'Job default/migrate': ['create hook-made-anew'],
    });
    expect(said([job('a:1')], [job('a:2')], helm)['Job default/migrate']).toEqual(['rejected immutable-field']);
  });

  test('that does not change is no change', () => {
    expect(said([job('a:1', upgrade)], [job('a:1', upgrade)], helm)).toEqual({});
  });

  test('may have the name of another hook', () => {
    const [before, after] = [job('a:1', { [HOOK]: 'pre-upgrade' }), job('b:1', { [HOOK]: 'post-upgrade' })];
    expect(said([before, after], [before, after], helm)).toEqual({});
    expect(said([before, after], [before, job('b:2', { [HOOK]: 'post-upgrade' })], helm)).toEqual({
      'Job default/migrate': ['create hook-made-anew'],
    });
  });

  test('that an upgrade does not run changes nothing', () => {
    const [before, after] = [job('a:1', { [HOOK]: 'test' }), job('a:2', { [HOOK]: 'test' })];
    expect(said([before], [after], helm)).toEqual({ 'Job default/migrate': ['none hook-not-run'] });
  });

  test('is refused where nothing deletes that of its last run, which Helm 4 applies over', () => {
    const failed = { ...upgrade, [POLICY]: 'hook-failed' };
    const said3 = said([job('a:1', failed)], [job('a:2', failed)], helm);
    expect(said3).toEqual({ 'Job default/migrate': ['rejected hook-already-exists'] });
    const said4 = said([job('a:1', failed)], [job('a:2', failed)], { ...helm, apply: 'server' });
    expect(said4).toEqual({ 'Job default/migrate': ['create hook-made-anew'] });
    const both = { ...upgrade, [POLICY]: 'hook-failed,hook-succeeded' };
    expect(said([job('a:1', both)], [job('a:2', both)], helm)).toEqual({
      'Job default/migrate': ['create hook-made-anew'],
    });
  });

  test('is refused as any object is that the API server does not take', () => {
    expect(said([], [job('', upgrade)], helm)['Job default/migrate']?.[0]).toBe('rejected invalid-object');
  });

  test('stays when it is no longer declared, if it is not deleted when it has succeeded', () => {
    expect(said([job('a:1', upgrade)], [], helm)).toEqual({ 'Job default/migrate': ['none hook-left-behind'] });
    expect(said([job('a:1', { ...upgrade, [POLICY]: 'hook-succeeded' })], [], helm)).toEqual({});
  });
});

describe('a hook that holds data', () => {
  const claim = (annotations: object, size = '1Gi'): Manifest => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', annotations: annotations as Record<string, string> },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
  });
  const other = [configMap({ a: '1' }), configMap({ a: '2' })] as const;
  const LOST = 'data-risk hook-deletes-data';

  test('is deleted at each upgrade and sync, also if it does not change, and whatever annotation it has', () => {
    const kept = { ...upgrade, 'helm.sh/resource-policy': 'keep', 'argocd.argoproj.io/sync-options': 'Prune=false' };
    const key = 'PersistentVolumeClaim default/data';
    for (const pipeline of [helm, argocd]) {
      expect(said([claim(upgrade)], [claim(upgrade, '2Gi')], pipeline)[key]).toContain(LOST);
      expect(said([claim(kept), other[0]], [claim(kept), other[1]], pipeline)[key]).toEqual([LOST]);
    }
    const { changes } = plan([claim(upgrade)], [claim(upgrade, '2Gi')], helm);
    expect(changes[0]?.claims.deleted).toEqual(['data']);
  });

  test('loses nothing where no upgrade runs it, nothing is upgraded, or nothing deletes it first', () => {
    expect(said([claim(upgrade)], [claim(upgrade)], helm)).toEqual({});
    const install = { [HOOK]: 'pre-install' };
    const onInstall = said([claim(install), other[0]], [claim(install, '2Gi'), other[1]], helm);
    expect(onInstall['PersistentVolumeClaim default/data']).toEqual(['none hook-not-run']);
    const stays = { ...upgrade, [POLICY]: 'hook-failed' };
    const server = said([claim(stays), other[0]], [claim(stays), other[1]], { ...helm, apply: 'server' });
    expect(server['PersistentVolumeClaim default/data']).toBeUndefined();
    expect(said([other[0]], [other[1], claim(upgrade)], helm)['PersistentVolumeClaim default/data']).toEqual([
      'create hook-made-anew',
    ]);
  });

  test('is what a namespace holds', () => {
    const space = (annotations: object): Manifest => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', annotations: annotations as Record<string, string> },
    });
    expect(said([space(upgrade)], [space({ ...upgrade, a: 'b' })], helm)['Namespace shop']).toContain(LOST);
  });

  test('is no definition: Helm never deletes one, so Helm 3 cannot create it again', () => {
    const definition = (annotations: object): Manifest => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gizmos.example.com', annotations: annotations as Record<string, string> },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Gizmo', plural: 'gizmos' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    });
    const [before, after] = [definition(upgrade), definition({ ...upgrade, a: 'b' })];
    expect(said([before], [after], helm)).toEqual({
      'CustomResourceDefinition gizmos.example.com': ['rejected hook-already-exists'],
    });
    expect(said([before], [after], { ...helm, apply: 'server' })).toEqual({
      'CustomResourceDefinition gizmos.example.com': ['create hook-made-anew'],
    });
    expect(said([before], [after], argocd)['CustomResourceDefinition gizmos.example.com']).toContain(LOST);
  });
});

describe('an ordinary object that becomes a hook', () => {
  const before = configMap({ a: '1' });
  test.each(['pre-upgrade', 'post-upgrade', 'pre-install'])('%s ends deleted or made anew', (hook) => {
    expect(said([before], [configMap({ a: '1' }, { [HOOK]: hook })], helm)).toEqual({
      'ConfigMap default/settings': ['delete object-becomes-hook', 'delete deleted'],
    });
  });

  test('may be pruned by Argo CD', () => {
    const { changes } = plan([before], [configMap({ a: '1' }, { 'argocd.argoproj.io/hook': 'PreSync' })], argocd);
    expect(changes[0]?.findings[0]?.message).toContain('may delete');
  });
});

describe('a hook that is refused', () => {
  test.each([
    ['pre-upgrade', helm, 'applies no other object'],
    ['post-upgrade', helm, 'all other objects are applied before'],
    ['pre-upgrade', argocd, 'applies no other object'],
    ['post-upgrade', argocd, 'all other objects are applied before'],
  ])('%s says what that means for the other objects', (hook, options, others) => {
    const after = [configMap({ a: '2' }), job('', { [HOOK]: hook })];
    const { changes } = plan([configMap({ a: '1' })], after, options);
    const findings = changes.find(({ kind }) => kind === 'Job')?.findings ?? [];
    expect(findings.map(({ code }) => code)).toEqual(['invalid-object', 'rest-of-the-apply']);
    expect(findings[1]?.message).toContain(others);
  });

  test('for an API that is not served stops a whole release only if it is no hook', () => {
    const budget = (annotations: object): Manifest => ({
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', annotations: annotations as Record<string, string> },
    });
    const told = (annotations: object, options: object): string =>
      plan([], [configMap({ a: '1' }), budget(annotations)], options)
        .changes.flatMap(({ findings }) => findings.map(({ message }) => message))
        .join('\n');
    expect(told({}, helm)).toContain('nothing of the release');
    const last = told({ [HOOK]: 'post-upgrade' }, helm);
    expect(last).not.toContain('nothing of the release');
    expect(last).toContain('all other objects are applied before');
    expect(told({}, argocd)).toContain('nothing of the application');
    const skip = { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' };
    expect(told(skip, argocd)).not.toContain('nothing of the application');
    expect(told({}, { pipeline: 'flux' })).toContain('no other object of its stage');
  });
});

describe('a hook that becomes an ordinary object', () => {
  test('is met by Argo CD as it was left: what cannot change is refused', () => {
    const sync = { 'argocd.argoproj.io/hook': 'PreSync' };
    expect(said([job('a:1', sync)], [job('a:2')], argocd)['Job default/migrate']).toEqual(['rejected immutable-field']);
    expect(said([job('a:1', sync)], [job('a:1')], argocd)['Job default/migrate']).toEqual(['update updated']);
    const gone = { ...sync, 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' };
    expect(said([job('a:1', gone)], [job('a:2')], argocd)['Job default/migrate']).toEqual(['create created']);
  });

  test('is refused by Helm for the whole release as long as the object of the hook exists', () => {
    const hook = configMap({ a: '1' }, { [HOOK]: 'pre-install' });
    expect(said([hook], [configMap({ a: '1' })], helm)).toEqual({
      'ConfigMap default/settings': ['rejected hook-becomes-object'],
    });
    const gone = configMap({ a: '1' }, { [HOOK]: 'pre-install', [POLICY]: 'hook-succeeded' });
    expect(said([gone], [configMap({ a: '1' })], helm)).toEqual({ 'ConfigMap default/settings': ['create created'] });
  });
});

describe('a word that is no hook', () => {
  const typo = configMap({ a: '1' }, { [HOOK]: 'pre-upgrade,post-instal' });
  test('drops the object, and deletes it if it was an ordinary one', () => {
    expect(said([], [typo], helm)).toEqual({ 'ConfigMap default/settings': ['none hook-unknown'] });
    expect(said([configMap({ a: '1' })], [typo], helm)).toEqual({
      'ConfigMap default/settings': ['none hook-unknown', 'delete deleted'],
    });
    expect(said([typo], [typo], helm)).toEqual({});
  });

  test('drops it in Argo CD too, which takes crd-install for an ordinary object', () => {
    expect(said([], [configMap({}, { 'argocd.argoproj.io/hook': 'PreSnyc' })], argocd)).toEqual({
      'ConfigMap default/settings': ['none hook-unknown'],
    });
    expect(said([], [configMap({}, { [HOOK]: 'crd-install' })], argocd)).toEqual({
      'ConfigMap default/settings': ['create created'],
    });
    expect(said([], [configMap({}, { [HOOK]: 'crd-install' })], helm)).toEqual({
      'ConfigMap default/settings': ['none hook-unknown'],
    });
  });
});

describe('a hook of Argo CD', () => {
  test('is made anew, its own and that of Helm', () => {
    for (const annotations of [{ 'argocd.argoproj.io/hook': 'PreSync' }, { [HOOK]: 'post-install' }]) {
      expect(said([job('a:1', annotations)], [job('a:2', annotations)], argocd)).toEqual({
        'Job default/migrate': ['create hook-made-anew'],
      });
    }
  });

  test('is an ordinary object to kubectl and Flux', () => {
    const annotations = { 'argocd.argoproj.io/hook': 'PreSync', [HOOK]: 'pre-upgrade' };
    for (const pipeline of [undefined, 'kubectl', 'flux'] as const) {
      const found = said([job('a:1', annotations)], [job('a:2', annotations)], { pipeline });
      expect(found['Job default/migrate']?.[0]).toBe('rejected immutable-field');
    }
  });
});
