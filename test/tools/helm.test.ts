import { gunzipSync, gzipSync } from 'node:zlib';
import type { ApplyMode } from '../../lib/plan';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, newNamespace } from '../support/kubernetes/cluster';
import { shell } from '../support/kubernetes/shell';
import { chartOf, customResource, describeWith, live, planned, runTool } from './tools';

type Fields = Record<string, unknown>;

const HOOK = 'helm.sh/hook';
const configMap = (name: string, a: string, annotations: Fields = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, annotations },
  data: { a },
});
const job = (image: string, annotations: Fields = {}): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', annotations },
  spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } },
});
const hook = (events: string, more: Fields = {}): Fields => ({ [HOOK]: events, ...more });
const settings = configMap('settings', '1');

interface Upgrade {
  readonly before: readonly KubeObject[];
  readonly after: readonly KubeObject[];
}

const HELMS = [
  { tool: 'helm3', apply: 'client' },
  { tool: 'helm4', apply: 'server' },
] as const satisfies readonly { readonly tool: string; readonly apply: ApplyMode }[];

describe.each(HELMS)('$tool', ({ tool, apply }) => {
  const suite = describeWith(tool);

  /** Installs, upgrades, and says what Helm and the plan made of it. */
  async function upgrade(
    { before, after }: Upgrade,
    between: (namespace: string) => Promise<void> = async () => {},
  ): Promise<{ namespace: string; ok: boolean; error: string; plan: ReturnType<typeof planned> }> {
    const namespace = await newNamespace(tool);
    const installed = await runTool(tool, ['install', 'shop', chartOf(before), '-n', namespace]);
    expect([installed.code, installed.stderr]).toEqual([0, expect.anything()]);
    await between(namespace);
    const { code, stderr } = await runTool(tool, ['upgrade', 'shop', chartOf(after), '-n', namespace]);
    const plan = planned(before, after, { pipeline: 'helm', apply, namespace });
    return { namespace, ok: code === 0, error: stderr, plan };
  }

  suite('an upgrade', () => {
    test('deletes an ordinary object that becomes a hook before it', async () => {
      const { namespace, ok, plan } = await upgrade({
        before: [settings],
        after: [configMap('settings', '1', hook('pre-upgrade'))],
      });
      expect([ok, plan.refused]).toEqual([true, false]);
      expect(plan.codes).toContain('object-becomes-hook');
      expect(await live(settings, namespace)).toBeUndefined();
    });

    test('creates it anew where it becomes a hook after it', async () => {
      let uid = '';
      const { namespace, ok, plan } = await upgrade(
        { before: [settings], after: [configMap('settings', '1', hook('post-upgrade'))] },
        async (in_) => {
          uid = (await live(settings, in_))?.metadata.uid as string;
        },
      );
      expect([ok, plan.refused]).toEqual([true, false]);
      expect(plan.text).toContain('creates it again');
      expect([undefined, uid]).not.toContain((await live(settings, namespace))?.metadata.uid);
    });

    test('is refused as a whole where a hook becomes an ordinary object', async () => {
      const other = configMap('other', '1');
      const { namespace, ok, error, plan } = await upgrade({
        before: [configMap('settings', '1', hook('pre-install')), other],
        after: [settings, configMap('other', '2')],
      });
      expect([ok, plan.refused]).toEqual([false, true]);
      expect(error).toContain('invalid ownership metadata');
      expect(plan.codes).toContain('hook-becomes-object');
      expect((await live(other, namespace))?.data.a).toBe('1');
    });

    test('takes over an object that exists once it has the marks of the release, as the plan says', async () => {
      const namespace = await newNamespace(tool);
      const [foreign, after] = [configMap('foreign', '1'), [settings, configMap('foreign', '2')]];
      const run = (...args: string[]): ReturnType<typeof runTool> => runTool(tool, [...args, '-n', namespace]);
      expect((await run('install', 'shop', chartOf([settings]))).code).toBe(0);
      good(await client.create({ ...foreign, metadata: { name: 'foreign', namespace } }));
      const refused = await run('upgrade', 'shop', chartOf(after));
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('invalid ownership metadata')]);
      const marked = await Promise.all([settings, foreign].map((each) => live(each, namespace)));
      const plan = planned(marked as KubeObject[], after, { pipeline: 'helm', apply, namespace });
      expect(plan.refused).toBe(true);
      for (const command of plan.commands('object-not-of-release')) await shell(command);
      // What the other hands wrote is a conflict for server-side apply, as it was before.
      expect(plan.codes.includes('field-conflict')).toBe(apply === 'server');
      const force = apply === 'server' ? ['--force-conflicts'] : [];
      expect((await run('upgrade', 'shop', chartOf(after), ...force)).stderr).toBe('');
      const taken = await live(foreign, namespace);
      expect([taken?.metadata.uid, taken?.data.a]).toEqual([marked[1]?.metadata.uid, '2']);
    });

    test('takes over an object of another release that has left its chart', async () => {
      const namespace = await newNamespace(tool);
      const labels = { 'app.kubernetes.io/instance': 'shop' };
      const own = { ...settings, metadata: { name: 'settings', labels } };
      const shared = configMap('shared', '1');
      const run = (...args: string[]): ReturnType<typeof runTool> => runTool(tool, [...args, '-n', namespace]);
      expect((await run('install', 'shop', chartOf([own]))).code).toBe(0);
      expect((await run('install', 'other', chartOf([shared, configMap('rest', '1')]))).code).toBe(0);
      expect((await run('upgrade', 'shop', chartOf([own, shared]))).stderr).toContain('invalid ownership metadata');
      const marked = await Promise.all([own, shared].map((each) => live(each, namespace)));
      const plan = planned(marked as KubeObject[], [own, shared], { pipeline: 'helm', apply, namespace });
      const [keep = '', ...rest] = plan.commands('object-not-of-release');
      await shell(keep);
      expect((await run('upgrade', 'other', chartOf([configMap('rest', '1')]))).code).toBe(0);
      for (const command of rest.slice(0, -1)) await shell(command);
      expect((await run('upgrade', 'shop', chartOf([own, shared]))).stderr).toBe('');
      await shell(rest.at(-1) ?? '');
      const taken = await live(shared, namespace);
      expect(taken?.metadata.uid).toBe(marked[1]?.metadata.uid);
      expect(taken?.metadata['annotations']).not.toHaveProperty(['helm.sh/resource-policy']);
      expect(taken?.metadata['annotations']).toMatchObject({ 'meta.helm.sh/release-name': 'shop' });
    });

    test('drops an object with a word that is no hook', async () => {
      const { namespace, ok, plan } = await upgrade({
        before: [settings],
        after: [configMap('settings', '1', hook('pre-upgrade,post-instal'))],
      });
      expect([ok, plan.refused]).toEqual([true, false]);
      expect(plan.codes).toEqual(expect.arrayContaining(['hook-unknown', 'deleted']));
      expect(await live(settings, namespace)).toBeUndefined();
    });

    test('makes a hook anew, whatever is immutable in it', async () => {
      const annotations = hook('post-install,post-upgrade', { 'helm.sh/hook-delete-policy': 'before-hook-creation' });
      const made = (name: string): KubeObject => ({ ...configMap('settings', name, annotations), immutable: true });
      const { namespace, ok, plan } = await upgrade({ before: [made('1')], after: [made('2')] });
      expect([ok, plan.refused]).toEqual([true, false]);
      expect((await live(settings, namespace))?.data.a).toBe('2');
    });

    test('meets the hook of its last run where nothing deletes it', async () => {
      const annotations = hook('pre-install,pre-upgrade', { 'helm.sh/hook-delete-policy': 'hook-failed' });
      const { ok, plan } = await upgrade({
        before: [configMap('settings', '1', annotations)],
        after: [configMap('settings', '2', annotations)],
      });
      expect(ok).toBe(tool === 'helm4');
      expect(plan.refused).toBe(tool === 'helm3');
    });

    test('applies the other objects beside a refused update, and deletes nothing', async () => {
      const gone = configMap('gone', '1');
      const { namespace, ok, plan } = await upgrade({
        before: [settings, job('a:1'), gone],
        after: [configMap('settings', '2'), job('a:2')],
      });
      expect([ok, plan.refused]).toEqual([false, true]);
      expect(plan.text).toMatch(/still applies the other object of the release, and deletes nothing/);
      expect((await live(settings, namespace))?.data.a).toBe('2');
      expect(await live(gone, namespace)).toBeDefined();
    });

    test('stops at a refused create: earlier kinds are applied, later ones are not', async () => {
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'early' } };
      const invalid = { ...configMap('new', '1'), data: { 'no key': '1' } };
      const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'late' }, spec: { ports: [{ port: 1 }] } };
      const { namespace, ok, plan } = await upgrade({
        before: [settings],
        after: [settings, account, invalid, service],
      });
      expect([ok, plan.refused]).toEqual([false, true]);
      expect(plan.text).toContain('Helm stops at the first create that is refused');
      expect([await live(account, namespace), await live(service, namespace)]).toEqual([expect.anything(), undefined]);
    });

    test('leaves what is kept', async () => {
      const kept = configMap('settings', '1', { 'helm.sh/resource-policy': 'keep' });
      const { namespace, ok, plan } = await upgrade({ before: [kept], after: [configMap('other', '1')] });
      expect([ok, plan.refused]).toEqual([true, false]);
      expect(plan.codes).toContain('left-by-pipeline');
      expect(await live(kept, namespace)).toBeDefined();
    });

    test('is refused for a field that Kubernetes does not have, under server-side apply alone', async () => {
      const { ok, plan } = await upgrade({ before: [settings], after: [{ ...settings, dataa: { b: '1' } }] });
      expect([ok, plan.refused]).toEqual([tool === 'helm3', tool === 'helm4']);
    });

    test('is refused for a strategy that keeps its rolling update, under server-side apply alone', async () => {
      const deployment = (strategy: object): KubeObject => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          replicas: 0,
          strategy,
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a' }] } },
        },
      });
      const { ok, plan } = await upgrade({
        before: [deployment({ type: 'RollingUpdate' })],
        after: [deployment({ type: 'Recreate' })],
      });
      expect([ok, plan.refused]).toEqual([tool === 'helm3', tool === 'helm4']);
    });

    test('keeps a key that leaves stringData', async () => {
      const secret = (stringData: Fields): KubeObject => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'login' },
        stringData,
      });
      const { namespace, ok, plan } = await upgrade({
        before: [secret({ a: '1', b: '2' })],
        after: [secret({ a: '1' })],
      });
      expect([ok, plan.codes]).toEqual([true, expect.arrayContaining(['string-data-key-stays'])]);
      expect(Object.keys((await live(secret({}), namespace))?.data as object)).toEqual(['a', 'b']);
    });

    test('does not start where the new release has an API that is not served', async () => {
      const old = { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: {} };
      const { namespace, ok, error, plan } = await upgrade({
        before: [settings],
        after: [configMap('settings', '2'), old],
      });
      expect([ok, plan.refused]).toEqual([false, true]);
      expect(error).toContain('no matches for kind');
      expect((await live(settings, namespace))?.data.a).toBe('1');
    });

    test('does not start where a custom resource comes with its definition', async () => {
      const { namespace, ok, error, plan } = await upgrade({
        before: [settings],
        after: [configMap('settings', '2'), ...customResource(`${tool}.example.org`)],
      });
      expect([ok, plan.refused]).toEqual([false, true]);
      expect(error).toContain('no matches for kind');
      expect(plan.codes).toContain('version-not-defined');
      expect((await live(settings, namespace))?.data.a).toBe('1');
    });

    test('keeps the metrics of an autoscaler that it no longer declares in another version', async () => {
      const autoscaler = (version: string, spec: Fields): KubeObject => ({
        apiVersion: `autoscaling/${version}`,
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web' },
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...spec },
      });
      const after = autoscaler('v2', {});
      const { namespace, ok, plan } = await upgrade({
        before: [autoscaler('v1', { targetCPUUtilizationPercentage: 60 })],
        after: [after],
      });
      expect([ok, plan.codes]).toEqual([true, ['left-by-version-change']]);
      expect((await live(after, namespace))?.spec.metrics).toHaveLength(1);
    });

    test('does not start where the deployed release has one', async () => {
      const namespace = await newNamespace(tool);
      await runTool(tool, ['install', 'shop', chartOf([settings]), '-n', namespace]);
      await rewriteRelease(namespace, 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n');
      const { code, stderr } = await runTool(tool, [
        'upgrade',
        'shop',
        chartOf([configMap('settings', '2')]),
        '-n',
        namespace,
      ]);
      const old = { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { name: 'web' } };
      const plan = planned([settings, old], [configMap('settings', '2')], { pipeline: 'helm', apply, namespace });
      expect(stderr).toContain('no matches for kind');
      expect([code, plan.refused]).toEqual([1, true]);
      expect(plan.codes).toContain('release-has-removed-api');
    });

    test('of a failed revision is undone by a rollback, with what it created', async () => {
      const created = configMap('created', '1');
      const { namespace, ok } = await upgrade({
        before: [settings, job('a:1')],
        after: [settings, job('a:2'), created],
      });
      expect([ok, await live(created, namespace)]).toEqual([false, expect.anything()]);
      const { code } = await runTool(tool, ['rollback', 'shop', '1', '-n', namespace]);
      expect([code, await live(created, namespace)]).toEqual([0, undefined]);
    });
  });
});

/** Adds a manifest to the record of the deployed release, as if it came from an older cluster. */
async function rewriteRelease(namespace: string, manifest: string): Promise<void> {
  const name = 'sh.helm.release.v1.shop.v1';
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
  const packed = Buffer.from(Buffer.from(secret.data.release as string, 'base64').toString(), 'base64');
  const release = JSON.parse(gunzipSync(packed).toString()) as { manifest: string };
  release.manifest += `---\n${manifest}`;
  const text = gzipSync(JSON.stringify(release)).toString('base64');
  secret.data.release = Buffer.from(text).toString('base64');
  good(await client.replace(secret));
}
