import { stringify } from 'yaml';
import { create } from '../../lib/kubernetes/server/api-server';
import { prepareSides } from '../../lib/manifests/sides';
import type { SidesOptions } from '../../lib/manifests/sides-options';
import { plan, type Plan, remedyText } from '../../lib/plan';
import { fromText } from '../manifests/from-text';

/* What `plan` makes of a BEFORE that was read from a cluster. */

type Json = Record<string, unknown>;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const pod = (container: Json, more: Json = {}): Json => ({
  containers: [{ name: 'db', image: 'example/db:1', ...container }],
  ...more,
});

const set = (spec: Json, metadata: Json = {}): Json => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shop', ...metadata },
  spec: {
    replicas: 2,
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } }, spec },
  },
});

const config = (name: string, metadata: Json = {}, data: Json = { a: '1' }): Json => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...metadata },
  data,
});

/** As the API server stores it, with more in its metadata. */
const live = (object: Json, more: Json = {}): Json => ({
  ...object,
  metadata: { ...(object['metadata'] as Json), uid: 'u', resourceVersion: '1', ...more },
});

/** Applied client-side, and edited by hand since. */
const edited = (applied: Json, now: Json = applied): Json =>
  live(now, { annotations: { [LAST_APPLIED]: JSON.stringify(applied) } });

const manager = (name: string, operation: string, fields: Json): Json => ({
  manager: name,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1: fields,
});

async function planOf(before: readonly Json[], after: readonly Json[], options: Partial<SidesOptions> = {}) {
  const text = (objects: readonly Json[]): string => objects.map((object) => stringify(object)).join('---\n');
  const all: SidesOptions = { kubernetes: '1.37', apply: 'client', validate: 'strict', ...options };
  const { pipeline } = all;
  const sides = prepareSides(await fromText(text(before)), await fromText(text(after)), all);
  const { doubts, facts } = sides;
  const made = plan(sides.before, sides.after, {
    kubernetes: '1.37',
    apply: all.apply,
    facts,
    doubts,
    ...(pipeline && { pipeline }),
  });
  return { ...made, notes: sides.notes };
}

const codes = ({ changes }: Plan): readonly string[] =>
  changes.flatMap(({ findings }) => findings.map(({ code, impact }) => `${impact} ${code}`));

const variable = (value: Json): Json => ({ env: [{ name: 'PASSWORD', ...value }] });
const FROM_SECRET = { valueFrom: { secretKeyRef: { name: 'keys', key: 'password' } } };

describe('what was changed by hand is merged with what is applied', () => {
  test('a value beside the valueFrom of git is refused', async () => {
    const found = await planOf(
      [edited(set(pod({})), set(pod(variable({ value: 'plain' }))))],
      [set(pod(variable(FROM_SECRET)))],
    );
    expect(codes(found)).toEqual(['rejected invalid-object']);
    expect(found.changes[0]?.findings[0]?.message).toContain('may not be specified when `value` is not empty');
  });

  test('a value that git declared before is taken away in time', async () => {
    const found = await planOf([edited(set(pod(variable({ value: 'plain' }))))], [set(pod(variable(FROM_SECRET)))]);
    expect(found.impact).toBe('restart');
  });

  test('a second handler of a probe is refused', async () => {
    const [exec, http] = [{ exec: { command: ['ok'] } }, { httpGet: { port: 80 } }];
    const found = await planOf(
      [edited(set(pod({})), set(pod({ livenessProbe: exec })))],
      [set(pod({ livenessProbe: http }))],
    );
    expect(found.impact).toBe('rejected');
    expect(found.changes[0]?.findings[0]?.message).toContain('may not specify more than 1 handler type');
  });

  test.each([
    ['above the new limit is refused', '64Mi', 'rejected'],
    ['below the new limit is kept', '256Mi', 'restart'],
  ])('a request %s', async (_title, memory, impact) => {
    const now = set(pod({ resources: { requests: { memory: '128Mi' } } }));
    const found = await planOf([edited(set(pod({})), now)], [set(pod({ resources: { limits: { memory } } }))]);
    expect(found.impact).toBe(impact);
  });

  describe('a volume that was patched to a claim', () => {
    const mounted = (volume: Json): Json =>
      set(pod({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }, { volumes: [{ name: 'data', ...volume }] }));
    const [empty, claim] = [mounted({ emptyDir: {} }), mounted({ persistentVolumeClaim: { claimName: 'shared' } })];

    test('is put back by a client: the data is out of reach', async () => {
      const found = await planOf([edited(empty, claim)], [empty]);
      expect(found.impact).toBe('data-risk');
      expect(codes(found)).toContain('data-risk claim-mount-removed');
    });

    test('stands beside what server-side apply sends, which is refused', async () => {
      const fields = {
        'f:spec': { 'f:template': { 'f:spec': { 'f:volumes': { 'k:{"name":"data"}': { '.': {}, 'f:name': {} } } } } },
      };
      const found = await planOf([live(claim, { managedFields: [manager('kubectl', 'Apply', fields)] })], [empty], {
        apply: 'server',
      });
      expect(found.impact).toBe('rejected');
      expect(found.changes[0]?.findings[0]?.message).toContain('may not specify more than 1 volume type');
    });
  });

  test('what the server filled in, and what others added, is not shown', async () => {
    const now = set(
      pod({ imagePullPolicy: 'Always', env: [{ name: 'ADDED', value: '1' }] }, { dnsPolicy: 'ClusterFirst' }),
    );
    const found = await planOf([edited(set(pod({})), now)], [set(pod({ image: 'example/db:2' }))]);
    expect(found.changes.flatMap(({ findings }) => findings.map(({ path }) => path))).toEqual([
      'spec.template.spec.containers[db].image',
    ]);
  });
});

describe('which fields were applied', () => {
  const two = config('c', {}, { a: '1', b: '2' });
  const data = (...keys: string[]): Json => ({ 'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) });

  test.each<[string, Json, Partial<SidesOptions>, unknown]>([
    [
      'by its own manager is removed',
      manager('kubectl', 'Apply', data('a', 'b')),
      { pipeline: 'kubectl', apply: 'server' },
      ['update field-changed'],
    ],
    [
      'by somebody else stays',
      manager('kubectl-edit', 'Update', data('b')),
      { pipeline: 'kubectl', apply: 'server' },
      [],
    ],
    [
      'by kubectl is taken over by Flux, and removed',
      manager('kubectl-edit', 'Update', data('b')),
      { pipeline: 'flux', apply: 'server' },
      ['update field-changed'],
    ],
    [
      'by server-side apply stays under client-side apply, which has no note of it',
      manager('kubectl', 'Apply', data('a', 'b')),
      { pipeline: 'kubectl' },
      [],
    ],
    [
      'by Helm is removed by Helm',
      manager('helm', 'Update', data('a', 'b')),
      { pipeline: 'helm' },
      ['none release-not-read', 'update field-changed'],
    ],
  ])('a key that was written %s', async (_title, written, options, wanted) => {
    const found = await planOf([live(two, { managedFields: [written] })], [config('c')], options);
    expect(codes(found).map((code) => code.replace('updated', 'field-changed'))).toEqual(wanted);
  });

  test('cannot be known without managed fields: the command that shows them is told once', async () => {
    const found = await planOf([live(two), live(config('d'))], [config('c'), config('d')], { apply: 'server' });
    expect(codes(found)).toEqual(['data-risk live-fields-unknown']);
    const [finding] = found.changes[0]?.findings ?? [];
    expect(finding?.message).toMatch(/ConfigMap shop\/c, ConfigMap shop\/d/);
    expect(remedyText(finding?.remedy ?? [])).toContain('--show-managed-fields');
  });

  test.each<[string, Partial<SidesOptions>]>([
    ['client-side apply, which reads its own note', {}],
    ['a replace, which removes all that is not named', { apply: 'replace' }],
  ])('need not be known for %s', async (_title, options) => {
    expect(codes(await planOf([live(config('c'))], [config('c')], options))).toEqual([]);
  });

  test('of a release are in its manifest: helm get manifest is asked for', async () => {
    const found = await planOf([live(two)], [config('c')], { pipeline: 'helm' });
    expect(codes(found)).toContain('data-risk release-not-read');
    expect(remedyText(found.changes[0]?.findings[0]?.remedy ?? [])).toContain('helm get manifest');
  });
});

describe('the marks of tools', () => {
  const tracking = { 'argocd.argoproj.io/tracking-id': 'shop:/ConfigMap:shop/c' };
  const flux = { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' };
  const helm = { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' };
  const everything = { 'f:metadata': { 'f:labels': {}, 'f:annotations': {} }, 'f:data': { 'f:a': {} } };

  test.each<[string, Json, Partial<SidesOptions>]>([
    [
      'Argo CD',
      { annotations: { ...tracking, [LAST_APPLIED]: JSON.stringify(config('c', { annotations: tracking })) } },
      { pipeline: 'argocd' },
    ],
    [
      'Argo CD that tracks by label',
      {
        labels: { 'app.kubernetes.io/instance': 'shop' },
        annotations: {
          [LAST_APPLIED]: JSON.stringify(config('c', { labels: { 'app.kubernetes.io/instance': 'shop' } })),
        },
      },
      { pipeline: 'argocd' },
    ],
    [
      'Flux',
      { labels: flux, managedFields: [manager('kustomize-controller', 'Apply', everything)] },
      { pipeline: 'flux', apply: 'server' },
    ],
    [
      'Helm',
      {
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: helm,
        managedFields: [manager('helm', 'Apply', everything)],
      },
      { pipeline: 'helm', apply: 'server' },
    ],
    ['an unnamed tool', { labels: flux, annotations: tracking }, { apply: 'replace' }],
  ])('of %s are no difference', async (_title, metadata, options) => {
    expect(codes(await planOf([live(config('c'), metadata)], [config('c')], options))).toEqual([]);
  });

  test('are a difference where the manifest sets another value itself', async () => {
    const [before, after] = [{ labels: flux }, { labels: { ...flux, 'kustomize.toolkit.fluxcd.io/name': 'other' } }];
    expect(codes(await planOf([live(config('c'), before)], [config('c', after)]))).toEqual(['update updated']);
  });
});

describe('a field that somebody else wrote', () => {
  const scaled = live(config('c', {}, { a: '9' }), {
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' },
    managedFields: [manager('kubectl-edit', 'Update', { 'f:data': { 'f:a': {} } })],
  });

  test.each<[string, Partial<SidesOptions>, readonly string[]]>([
    ['is a conflict for kubectl', { pipeline: 'kubectl', apply: 'server' }, ['rejected field-conflict']],
    ['is a conflict for Helm 4', { pipeline: 'helm', apply: 'server' }, ['rejected field-conflict']],
    ['is overwritten by Flux', { pipeline: 'flux', apply: 'server' }, ['update updated']],
    ['is overwritten by Argo CD', { pipeline: 'argocd', apply: 'server' }, ['update updated']],
    ['is overwritten client-side', { pipeline: 'kubectl' }, ['update updated']],
  ])('%s', async (_title, options, wanted) => {
    const found = await planOf([scaled], [config('c')], options);
    expect(codes(found).filter((code) => !code.includes('rest-of'))).toEqual(wanted);
  });

  test('is no conflict where both say the same', async () => {
    const found = await planOf([scaled], [config('c', {}, { a: '9' })], { pipeline: 'kubectl', apply: 'server' });
    expect(codes(found)).toEqual([]);
  });

  test('is told with who wrote it, and how each tool overwrites it', async () => {
    const [finding] =
      (await planOf([scaled], [config('c')], { pipeline: 'helm', apply: 'server' })).changes[0]?.findings ?? [];
    expect(finding).toMatchObject({ path: 'data.a', before: '9', after: '1' });
    expect(finding?.message).toContain('"kubectl-edit"');
    expect(remedyText(finding?.remedy ?? [])).toContain('helm upgrade RELEASE CHART --force-conflicts');
    expect(remedyText(finding?.remedy ?? [])).not.toContain('kubectl');
  });
});

describe('a live object that AFTER does not have', () => {
  const flux = (name: string): Json => ({
    labels: { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
    managedFields: [manager('kustomize-controller', 'Apply', { 'f:data': { 'f:a': {} } })],
  });
  const argo = (app: string, name: string): Json => ({
    annotations: { 'argocd.argoproj.io/tracking-id': `${app}:/ConfigMap:shop/${name}` },
  });
  const noted = (name: string, metadata: Json = {}): Json => ({
    ...metadata,
    annotations: { [LAST_APPLIED]: JSON.stringify(config(name, metadata)) },
  });

  test.each<[string, Json, Json, Partial<SidesOptions>, boolean]>([
    [
      'is deleted by the Kustomization that applied it',
      flux('apps'),
      flux('apps'),
      { pipeline: 'flux', apply: 'server' },
      true,
    ],
    ['is left by another Kustomization', flux('apps'), flux('other'), { pipeline: 'flux', apply: 'server' }, false],
    ['is deleted by its application', argo('shop', 'c'), argo('shop', 'gone'), { pipeline: 'argocd' }, true],
    ['is left by another application', argo('shop', 'c'), argo('other', 'gone'), { pipeline: 'argocd' }, false],
    [
      'is left if its tracking id is that of a copy',
      argo('shop', 'c'),
      argo('shop', 'c'),
      { pipeline: 'argocd' },
      false,
    ],
    [
      'is left by Flux if kubectl applied it',
      flux('apps'),
      noted('gone'),
      { pipeline: 'flux', apply: 'server' },
      false,
    ],
    ['is deleted by a kubectl that prunes', noted('c'), noted('gone'), {}, true],
    [
      'is left by kubectl if it has no label of the others',
      noted('c', { labels: { team: 'a' } }),
      noted('gone', { labels: { team: 'b' } }),
      {},
      false,
    ],
    ['is left if nobody applied it', noted('c'), {}, {}, false],
    [
      'is left if another object made it',
      noted('c'),
      { ...noted('gone'), ownerReferences: [{ name: 'x' }] },
      {},
      false,
    ],
  ])('%s', async (_title, kept, gone, options, deleted) => {
    const labels = kept['labels'] === undefined ? {} : { labels: kept['labels'] };
    const after = config('c', labels);
    const found = await planOf([live(config('c'), kept), live(config('gone'), gone)], [after], options);
    expect(codes(found)).toEqual(deleted ? ['delete deleted'] : []);
    expect(found.notes.join('\n').includes('ConfigMap shop/gone')).toBe(!deleted);
  });

  test('is left if it is a class that kubectl applied: classes belong to no namespace', async () => {
    const fast = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'x',
    };
    const found = await planOf([edited(config('c')), edited(fast)], [config('c')]);
    expect(codes(found)).toEqual([]);
  });
});

describe('pods that are live', () => {
  const onDelete = { updateStrategy: { type: 'OnDelete' } };
  const rolling = { updateStrategy: { type: 'RollingUpdate' } };
  const withStrategy = (strategy: Json): Json => {
    const object = set(pod({}));
    return { ...object, spec: { ...(object['spec'] as Json), ...strategy } };
  };
  const runs = (name: string, hash: string): Json =>
    live({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'shop',
        labels: { 'controller-revision-hash': hash },
        ownerReferences: [{ name: 'db' }],
      },
      spec: {},
    });
  const waiting = async (...hashes: string[]): Promise<string | undefined> => {
    const before = { ...edited(withStrategy(onDelete)), status: { updateRevision: 'db-2' } };
    const pods = hashes.map((hash, ordinal) => runs(`db-${ordinal}`, hash));
    const { changes } = await planOf([before, ...pods], [withStrategy(rolling)]);
    const found = changes.flatMap(({ findings }) => findings);
    return found.find(({ code }) => code === 'pending-revision-rolls')?.message;
  };

  test('and run an older revision roll once they are no longer held', async () => {
    expect(await waiting('db-2', 'db-1')).toMatch(/highest ordinal first: db-1$/);
    expect(await waiting()).toMatch(/db-1 and db-0$/);
  });

  test('and run the newest revision do not', async () => {
    expect(await waiting('db-2', 'db-2')).toBeUndefined();
  });
});

describe('a template that goes back to a revision that pods still run', () => {
  const image = (version: string): Json => set(pod({ image: `example/db:${version}` }));
  const revision = (name: string, data: Json): Json =>
    live({
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { name, namespace: 'shop', ownerReferences: [{ kind: 'StatefulSet', name: 'db', uid: 'u' }] },
      data: { spec: { template: { ...data, $patch: 'replace' } } },
      revision: 1,
    });
  const stored = (version: string, metadata: Json = {}): Json => {
    const answer = create(image(version), { minor: 37, apply: 'client' });
    const made = (answer?.stored['spec'] as Json)['template'] as Json;
    return { ...made, metadata: { ...(made['metadata'] as Json), ...metadata } };
  };
  const running = (name: string, hash: string): Json =>
    live({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'shop',
        labels: { 'controller-revision-hash': hash },
        ownerReferences: [{ name: 'db' }],
      },
      spec: {},
    });
  const back = async (old: Json, ...hashes: string[]): Promise<{ restarted: readonly string[]; text: string }> => {
    const before = { ...edited(image('2')), status: { updateRevision: 'db-b' } };
    const around = [revision('db-a', old), revision('db-b', stored('2'))];
    const pods = hashes.map((hash, ordinal) => running(`db-${ordinal}`, hash));
    const { changes } = await planOf([before, ...around, ...pods], [image('1')]);
    const [change] = changes;
    const text = change?.findings.map(({ message }) => message).join('\n') ?? '';
    return { restarted: change?.pods.restarted ?? [], text };
  };

  test('restarts the pods of the other revision alone', async () => {
    const { restarted, text } = await back(stored('1'), 'db-a', 'db-b');
    expect(restarted).toEqual(['db-1']);
    expect(text).toContain('db-0 already');
  });

  test('restarts nobody if all of them do', async () => {
    expect((await back(stored('1'), 'db-a', 'db-a')).restarted).toEqual([]);
  });

  test.each<[string, Json, string[]]>([
    ['that no revision has', stored('3'), ['db-a', 'db-b']],
    ['that another version of the controller wrote', stored('1', { creationTimestamp: null }), ['db-a', 'db-b']],
    ['of pods that were not read', stored('1'), []],
  ])('restarts every pod for a template %s', async (_title, old, hashes) => {
    expect((await back(old, ...hashes)).restarted).toEqual(['db-1', 'db-0']);
  });
});

describe('a Service on a cluster whose address families are known', () => {
  const range = (...cidrs: string[]): Json =>
    live({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'kubernetes' },
      spec: { cidrs },
    });
  const svc = (spec: Json): Json => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { selector: { app: 'db' }, ports: [{ port: 1 }], ...spec },
  });
  const [one, two] = [range('10.96.0.0/16'), range('10.96.0.0/16', 'fd00::/108')];
  const both = { ipFamilyPolicy: 'RequireDualStack' };

  test.each<[string, Json, Json, string]>([
    ['that requires two is refused by one of one', one, both, 'rejected'],
    ['that requires two is taken by one of two', two, both, 'create'],
    ['that prefers two is taken by one of one', one, { ipFamilyPolicy: 'PreferDualStack' }, 'create'],
    ['of the other family is refused', one, { ipFamilies: ['IPv6'] }, 'rejected'],
    ['of its family is taken', one, { ipFamilies: ['IPv4'] }, 'create'],
    ['without addresses and selector is taken', one, { ...both, clusterIP: 'None', selector: null }, 'create'],
  ])('%s', async (_title, cluster, spec, impact) => {
    expect((await planOf([live(config('c')), cluster], [config('c'), svc(spec)])).impact).toBe(impact);
  });

  test('that comes to require two is refused as well', async () => {
    const found = await planOf([edited(svc({})), one], [svc(both)]);
    expect(found.changes[0]?.findings[0]?.message).toContain('not configured for dual-stack');
  });
});
