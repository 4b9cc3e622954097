import type { KubeObject } from '../support/kubernetes/client';
import { newNamespace } from '../support/kubernetes/cluster';
import { customResource, describeWith, live, planned, runTool } from './tools';

type Fields = Record<string, unknown>;

const ARGO = 'argocd.argoproj.io';
const hook = (phase: string, more: Fields = {}): Fields => ({ [`${ARGO}/hook`]: phase, ...more });
const option = (text: string): Fields => ({ [`${ARGO}/sync-options`]: text });
const wave = (number: string): Fields => ({ [`${ARGO}/sync-wave`]: number });

function configMap(name: string, a: string, annotations: Fields = {}, more: Fields = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, annotations }, data: { a }, ...more };
}

/** Its data cannot change. */
function sealed(name: string, a: string, annotations: Fields = {}): KubeObject {
  return configMap(name, a, annotations, { immutable: true });
}

function job(annotations: Fields, restartPolicy: string): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', annotations },
    spec: { suspend: true, template: { spec: { restartPolicy, containers: [{ name: 'a', image: 'a:1' }] } } },
  };
}

function claim(annotations: Fields, labels: Fields = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', annotations, labels },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
}

interface Synced {
  readonly phase: string;
  readonly message: string;
  readonly results: readonly { readonly object: string; readonly message: string }[];
}

interface Outcome {
  readonly namespace: string;
  readonly ok: boolean;
  readonly message: string;
  readonly plan: ReturnType<typeof planned>;
  /** Whether an object of both sides is another one after the second sync. */
  readonly isNew: (object: KubeObject) => Promise<boolean>;
}

async function apply(namespace: string, objects: readonly KubeObject[], gone: readonly KubeObject[]): Promise<Synced> {
  const { code, stdout, stderr } = await runTool('argocd', [], JSON.stringify({ namespace, objects, gone }));
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Synced;
}

const nameOf = ({ kind, metadata }: KubeObject): string => `${kind as string}/${metadata.name as string}`;

/** Syncs both sides one after the other as Argo CD does, with prune. */
async function sync(before: readonly KubeObject[], after: readonly KubeObject[]): Promise<Outcome> {
  const namespace = await newNamespace('argocd');
  const names = new Set(after.map(nameOf));
  const first = await apply(namespace, before, []);
  expect([first.phase, first.message]).toEqual(['Succeeded', expect.anything()]);
  const uids = new Map<string, unknown>();
  for (const object of before) uids.set(nameOf(object), (await live(object, namespace))?.metadata['uid']);
  const { phase, message } = await apply(
    namespace,
    after,
    before.filter((object) => !names.has(nameOf(object))),
  );
  return {
    namespace,
    ok: phase === 'Succeeded',
    message,
    plan: planned(before, after, { pipeline: 'argocd', apply: 'client', namespace }),
    isNew: async (object) => {
      const uid = (await live(object, namespace))?.metadata['uid'];
      return uid !== undefined && uid !== uids.get(nameOf(object));
    },
  };
}

const settings = configMap('settings', '1');
const changed = configMap('settings', '2');

describeWith('argocd')('a sync of Argo CD', () => {
  test.each([
    ['its own', hook('PreSync')],
    ['Helm’s', { 'helm.sh/hook': 'pre-upgrade' }],
  ])('creates %s hooks anew, so that what cannot change is no refusal', async (_, annotations) => {
    const after = sealed('step', '2', annotations);
    const { ok, plan, isNew } = await sync([sealed('step', '1', annotations)], [after]);
    expect([ok, plan.refused, plan.codes]).toEqual([true, false, ['hook-made-anew']]);
    expect(await isNew(after)).toBe(true);
  });

  test.each([
    ['an unknown phase', hook('PreSnyc')],
    ['a test of Helm', { 'helm.sh/hook': 'test' }],
  ])('never applies %s, and prunes what it was', async (_, annotations) => {
    const { namespace, ok, plan } = await sync(
      [settings, configMap('other', '1')],
      [configMap('settings', '2', annotations), configMap('other', '1')],
    );
    expect(ok).toBe(true);
    expect(plan.codes).toEqual(['hook-unknown', 'deleted']);
    expect(await live(settings, namespace)).toBeUndefined();
  });

  test('neither applies nor prunes what it is told to skip', async () => {
    const skipped = configMap('settings', '2', hook('Skip'));
    const { namespace, ok, plan } = await sync([settings], [skipped]);
    expect([ok, plan.codes]).toEqual([true, ['left-by-pipeline']]);
    expect((await live(settings, namespace))?.data.a).toBe('1');
    const both = await sync([settings], [settings, configMap('step', '1', hook('PreSync,Skip'))]);
    expect([both.ok, both.plan.codes]).toEqual([true, ['hook-made-anew']]);
    expect(await both.isNew(configMap('step', ''))).toBe(true);
  });

  test('creates another object for a hook with generateName', async () => {
    const step = { ...configMap('', '1'), metadata: { generateName: 'step-', annotations: hook('PreSync') } };
    const { ok, plan } = await sync([settings, step], [changed, { ...step, data: { a: '2' } }]);
    expect([ok, plan.refused]).toEqual([true, false]);
  });

  test('applies over what a hook left, and is refused if that cannot change', async () => {
    const taken = await sync([configMap('step', '1', hook('PreSync'))], [configMap('step', '2')]);
    expect([taken.ok, taken.plan.refused, new Set(taken.plan.codes)]).toEqual([true, false, new Set(['updated'])]);
    expect(await taken.isNew(configMap('step', '2'))).toBe(false);
    const refused = await sync([sealed('step', '1', hook('PreSync'))], [sealed('step', '2')]);
    expect([refused.ok, refused.plan.refused]).toEqual([false, true]);
  });

  test.each([
    ['PreSync', '1', 'applies no other object'],
    ['PostSync', '2', 'all other objects are applied before'],
  ])('stops at a refused hook of %s', async (phase, stored, others) => {
    const { namespace, ok, plan } = await sync([settings], [changed, job(hook(phase), 'Always')]);
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(plan.text).toContain(others);
    expect((await live(settings, namespace))?.data.a).toBe(stored);
  });

  test('applies the rest of a wave in which an object is refused, and no later wave', async () => {
    const late = (a: string): KubeObject => configMap('late', a, wave('1'));
    const { namespace, ok, plan } = await sync(
      [sealed('step', '1'), settings, late('1')],
      [sealed('step', '2'), changed, late('2')],
    );
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(plan.text).toContain('the rest of wave 0');
    expect((await live(settings, namespace))?.data.a).toBe('2');
    expect((await live(late(''), namespace))?.data.a).toBe('1');
  });

  test.each([
    ['nothing', {}, '1'],
    ['the other objects, where the dry run is skipped', option('SkipDryRunOnMissingResource=true'), '2'],
  ])('with an API that is not served applies %s', async (_, annotations, stored) => {
    const budget = {
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', annotations },
    };
    const { namespace, ok, plan } = await sync([settings], [changed, { ...budget, spec: {} }]);
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(plan.text.includes('nothing of the application')).toBe(stored === '1');
    expect((await live(settings, namespace))?.data.a).toBe(stored);
  });

  test.each([
    ['Replace=true', false, false],
    ['Force=true', true, true],
    ['Replace=true,Force=true', true, true],
  ])('with %s makes of a refused update what the plan says', async (text, taken, anew) => {
    const after = sealed('step', '2', option(text));
    const { ok, plan, isNew } = await sync([sealed('step', '1', option(text))], [after]);
    expect([ok, !plan.refused]).toEqual([taken, taken]);
    expect([await isNew(after), plan.codes.includes('recreated-by-force')]).toEqual([anew, anew]);
  });

  test('with Replace and Force creates anew what does not change', async () => {
    const kept = claim(option('Replace=true,Force=true'));
    const { ok, plan, isNew } = await sync([settings, kept], [changed, kept]);
    expect([ok, [...plan.codes].sort()]).toEqual([true, ['recreated-by-force', 'updated']]);
    expect(await isNew(kept)).toBe(true);
  });

  test('refuses Force with server-side apply', async () => {
    const text = 'Force=true,ServerSideApply=true';
    const { ok, message, plan } = await sync([settings], [configMap('settings', '2', option(text))]);
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(message).toContain('--force cannot be used with --server-side');
  });

  test.each([
    ['drops', {}, true],
    ['drops, without validation,', option('Validate=false'), true],
    ['refuses, under server-side apply,', option('ServerSideApply=true'), false],
  ])('%s a field that Kubernetes does not have', async (_, annotations, taken) => {
    const { ok, plan } = await sync([settings], [configMap('settings', '2', annotations, { dataa: { b: '1' } })]);
    expect([ok, !plan.refused]).toEqual([taken, taken]);
  });

  test.each([
    ['Prune=false', option('Prune=false'), true],
    ['Delete=false', option('Delete=false'), false],
    ['resource-policy: keep', { 'helm.sh/resource-policy': 'keep' }, false],
  ])('prunes what is gone, or keeps it: %s', async (_, annotations, stays) => {
    const gone = configMap('gone', '1', annotations);
    const { namespace, plan } = await sync([settings, gone], [settings]);
    expect((await live(gone, namespace)) !== undefined).toBe(stays);
    expect(plan.codes).toEqual([stays ? 'left-by-pipeline' : 'deleted']);
  });

  test('waits until somebody confirms a deletion, and applies nothing of the wave until then', async () => {
    const gone = configMap('gone', '1', option('Prune=confirm'));
    const { ok, message, namespace, plan } = await sync([settings, gone], [changed]);
    expect([ok, message]).toEqual([false, expect.stringMatching(/waiting for pruning confirmation/i)]);
    expect(await live(gone, namespace)).toBeDefined();
    expect((await live(settings, namespace))?.data).toEqual(settings.data);
    expect(plan.codes).toContain('deletion-waits-for-confirmation');
  });

  test('leaves a key that leaves stringData', async () => {
    const secret = (stringData: Fields): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login' },
      stringData,
    });
    const { namespace, plan } = await sync([secret({ a: '1', b: '2' })], [secret({ a: '1' })]);
    expect(Object.keys((await live(secret({}), namespace))?.data as object)).toEqual(['a', 'b']);
    expect(plan.codes).toContain('string-data-key-stays');
  });

  test('creates a binding anew whose role is another one', async () => {
    const binding = (role: string): KubeObject => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    });
    const { ok, plan, isNew } = await sync([binding('a')], [binding('b')]);
    expect([ok, plan.refused, await isNew(binding('b'))]).toEqual([true, false, true]);
    expect(plan.codes).toContain('recreated-by-force');
  });

  test('applies a custom resource with its definition', async () => {
    const { ok, plan } = await sync([settings], customResource('argocd.example.org'));
    expect([ok, plan.refused]).toEqual([true, false]);
  });

  test('makes of an object that becomes a hook what a sync that prunes leaves of it', async () => {
    const { namespace, ok, plan } = await sync(
      [settings, configMap('other', '1')],
      [configMap('settings', '2', hook('PreSync')), configMap('other', '1')],
    );
    expect([ok, plan.refused]).toEqual([true, false]);
    expect(plan.codes).toContain('object-becomes-hook');
    expect((await live(settings, namespace))?.data.a).not.toBe('1');
  });
});
