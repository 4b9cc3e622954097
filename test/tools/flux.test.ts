import { isClusterScoped } from '../../lib/kubernetes/object-kind';
import type { KubeObject } from '../support/kubernetes/client';
import { newNamespace } from '../support/kubernetes/cluster';
import { customResource, describeWith, live, planned, runTool } from './tools';

type Fields = Record<string, unknown>;

const FLUX = 'kustomize.toolkit.fluxcd.io';

function configMap(name: string, a: string, annotations: Fields = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, annotations }, data: { a } };
}

function job(image: string, annotations: Fields = {}): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', annotations },
    spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } },
  };
}

function secret(stringData: Fields): KubeObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData };
}

/** Applies both sides as kustomize-controller does, and prunes what is gone. */
async function sync(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): Promise<{ namespace: string; ok: boolean; error: string; plan: ReturnType<typeof planned> }> {
  const namespace = await newNamespace('flux');
  const place = (objects: readonly KubeObject[]): KubeObject[] =>
    objects.map((object) =>
      isClusterScoped(object) ? object : { ...object, metadata: { ...object.metadata, namespace } },
    );
  const names = new Set(after.map(({ kind, metadata }) => `${kind as string}/${metadata.name as string}`));
  const gone = before.filter(({ kind, metadata }) => !names.has(`${kind as string}/${metadata.name as string}`));
  expect(await apply(place(before), [])).toBe('');
  const error = await apply(place(after), place(gone));
  return {
    namespace,
    ok: error === '',
    error,
    plan: planned(before, after, { pipeline: 'flux', apply: 'server', namespace }),
  };
}

async function apply(objects: readonly KubeObject[], gone: readonly KubeObject[]): Promise<string> {
  const { code, stdout, stderr } = await runTool('flux', [], JSON.stringify({ objects, gone }));
  if (code !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { error: string }).error;
}

describeWith('flux')('a sync of Flux', () => {
  test('applies nothing of the stage where one object is refused', async () => {
    const { namespace, ok, plan } = await sync(
      [configMap('settings', '1'), job('a:1')],
      [configMap('settings', '2'), job('a:2')],
    );
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(plan.text).toContain('Flux applies no object of that stage');
    expect((await live(configMap('settings', ''), namespace))?.data.a).toBe('1');
  });

  test('forces what is annotated so', async () => {
    const forced = { [`${FLUX}/force`]: 'Enabled' };
    const { ok, plan } = await sync([job('a:1', forced)], [job('a:2', forced)]);
    expect([ok, plan.refused]).toEqual([true, false]);
    expect(plan.codes).toContain('recreated-by-force');
  });

  test('deletes a key that leaves stringData', async () => {
    const { namespace, plan } = await sync([secret({ a: '1', b: '2' })], [secret({ a: '1' })]);
    expect(Object.keys((await live(secret({}), namespace))?.data as object)).toEqual(['a']);
    expect(plan.codes).not.toContain('string-data-key-stays');
  });

  test('drops a field that Kubernetes does not have', async () => {
    const { ok, plan } = await sync(
      [configMap('settings', '1')],
      [{ ...configMap('settings', '2'), dataa: { b: '1' } }],
    );
    expect([ok, plan.refused]).toEqual([true, false]);
  });

  test.each([
    ['prune', 'disabled', true],
    ['prune', 'enabled', false],
  ])('prunes what is gone, unless %s: %s', async (option, value, stays) => {
    const gone = configMap('gone', '1', { [`${FLUX}/${option}`]: value });
    const { namespace, plan } = await sync([configMap('settings', '1'), gone], [configMap('settings', '1')]);
    expect((await live(gone, namespace)) !== undefined).toBe(stays);
    expect(plan.codes).toEqual([stays ? 'left-by-pipeline' : 'deleted']);
  });

  test.each([
    ['reconcile', 'disabled', '1'],
    ['ssa', 'IfNotPresent', '1'],
    ['ssa', 'Merge', '2'],
  ])('leaves what is told so: %s: %s', async (option, value, stored) => {
    const annotations = { [`${FLUX}/${option}`]: value };
    const { namespace, plan } = await sync([configMap('settings', '1')], [configMap('settings', '2', annotations)]);
    expect((await live(configMap('settings', ''), namespace))?.data.a).toBe(stored);
    expect(plan.codes).toContain(stored === '1' ? 'left-by-pipeline' : 'updated');
  });

  test('does not create what is not to be reconciled', async () => {
    const left = configMap('left', '1', { [`${FLUX}/reconcile`]: 'disabled' });
    const { namespace, plan } = await sync([configMap('settings', '1')], [configMap('settings', '1'), left]);
    expect(await live(left, namespace)).toBeUndefined();
    expect(plan.codes).toEqual(['left-by-pipeline']);
    expect(plan.text).toMatch(/does not create it/);
  });

  test('refuses a stage with an API that is not served', async () => {
    const old = { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: {} };
    const { ok, error, plan } = await sync([configMap('settings', '1')], [configMap('settings', '2'), old]);
    expect([ok, plan.refused]).toEqual([false, true]);
    expect(error).toContain('no matches for kind');
  });

  test('applies a custom resource with its definition', async () => {
    const { ok, plan } = await sync([configMap('settings', '1')], customResource('flux.example.org'));
    expect([ok, plan.refused]).toEqual([true, false]);
  });

  test('refuses an object that names no namespace', async () => {
    expect(await apply([configMap('settings', '1')], [])).toContain('namespace not specified');
  });
});
