import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { plan } from '../../lib/plan';
import { type Run, run } from '../cli/run';
import type { KubeObject } from '../support/kubernetes/client';
import { cluster, eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';

/* `plan --live` on the real API server, where several teams apply to one cluster. */

const config = (namespace: string, name: string, metadata: object = {}, data: object = { a: '1' }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, ...metadata },
  data,
});

/** As Argo CD marks what it applies. */
const argocd = (app: string, namespace: string, name: string): object => ({
  annotations: { 'argocd.argoproj.io/tracking-id': `${app}:/ConfigMap:${namespace}/${name}` },
});

/** As Flux does. */
const flux = (name: string): object => ({
  labels: { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
});

const text = (objects: readonly KubeObject[]): string => objects.map((object) => stringify(object)).join('---\n');

async function apply(objects: readonly KubeObject[], ...options: string[]): Promise<void> {
  expect(await kubectl(['apply', ...options, '-f', '-'], text(objects))).toMatchObject({ code: 0 });
}

let files = 0;

/** The plan of what is live and what is to be applied. */
async function planLive(
  after: readonly KubeObject[],
  args: readonly string[] = [],
  kubeconfig = cluster.kubeconfig,
): Promise<Run & { found: readonly string[]; impact: string }> {
  const file = join(cluster.folder, `live-${(files += 1)}.yaml`);
  writeFileSync(file, text(after));
  const PATH = `${dirname(cluster.kubectl)}:${process.env.PATH ?? ''}`;
  const env = { ...(process.env as Record<string, string>), KUBECONFIG: kubeconfig, PATH };
  const ended = await run(['plan', '--live', ...args, '--format', 'json', file], {
    cwd: cluster.folder,
    env,
    engine: plan,
  });
  if (ended.out === '') return { ...ended, found: [], impact: '' };
  const { changes, impact } = JSON.parse(ended.out) as KubeObject;
  const found = (changes as KubeObject[]).flatMap((change) =>
    (change.findings as KubeObject[]).map(({ code }) => `${String(change.object)} ${String(code)}`),
  );
  return { ...ended, found, impact: String(impact) };
}

/** The kubeconfig of somebody who may do only that in a namespace. */
async function user(namespace: string, ...rights: string[]): Promise<string> {
  const name = `reader-${(files += 1)}`;
  const create = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await kubectl(['create', ...args, '-n', namespace]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout.trim();
  };
  await create('serviceaccount', name);
  await create('role', name, ...rights);
  await create('rolebinding', name, `--role=${name}`, `--serviceaccount=${namespace}:${name}`);
  const token = await create('token', name);
  const { stdout } = await kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']);
  const { clusters } = JSON.parse(stdout) as KubeObject;
  const file = join(cluster.folder, `${name}.kubeconfig`);
  const context = { name: 'reader', context: { cluster: clusters[0].name as string, user: name, namespace } };
  const users = [{ name, user: { token } }];
  writeFileSync(
    file,
    stringify({ apiVersion: 'v1', kind: 'Config', clusters, users, contexts: [context], 'current-context': 'reader' }),
  );
  return file;
}

describe('what is live and no longer declared', () => {
  let [mine, theirs] = ['', ''];

  beforeAll(async () => {
    [mine, theirs] = [await newNamespace('mine'), await newNamespace('theirs')];
    await apply([
      config(mine, 'kept', argocd('shop', mine, 'kept')),
      config(mine, 'gone', argocd('shop', mine, 'gone')),
      config(mine, 'other-app', argocd('wiki', mine, 'other-app')),
      config(theirs, 'other-namespace', argocd('wiki', theirs, 'other-namespace')),
    ]);
    await apply(
      [
        config(mine, 'of-flux', flux('apps')),
        config(mine, 'gone-from-flux', flux('apps')),
        config(theirs, 'others-flux', flux('other')),
      ],
      '--server-side',
      '--field-manager=kustomize-controller',
    );
  });

  test('is deleted by the application that applied it, and others are named', async () => {
    const { found, err } = await planLive([config(mine, 'kept')], ['--pipeline', 'argocd']);
    expect(found).toEqual([`ConfigMap ${mine}/gone deleted`]);
    expect(err).toContain(`ConfigMap ${mine}/other-app (Argo CD application wiki)`);
    expect(err).not.toContain(theirs);
  });

  test('is deleted by the Kustomization that applied it, whose marks are no difference', async () => {
    const { found } = await planLive([config(mine, 'of-flux')], ['--pipeline', 'flux']);
    expect(found).toEqual([`ConfigMap ${mine}/gone-from-flux deleted`]);
  });

  test('is not deleted by who applied nothing of it', async () => {
    const { found } = await planLive([config(mine, 'new')], ['--pipeline', 'helm']);
    expect(found).toEqual([`ConfigMap ${mine}/new created`]);
  });

  test('is in the namespace of -n, where manifests name none', async () => {
    const kept = config(mine, 'kept');
    delete kept.metadata.namespace;
    expect((await planLive([kept], ['--pipeline', 'argocd', '-n', mine])).found).toEqual([
      `ConfigMap ${mine}/gone deleted`,
    ]);
    expect((await planLive([kept], ['--pipeline', 'argocd', '-n', theirs])).found).toEqual([
      `ConfigMap ${theirs}/kept created`,
    ]);
  });
});

describe('what was changed by hand', () => {
  const deployment = (namespace: string, env: object[]): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'db', namespace },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'db', image: 'example/db:1', env }] },
      },
    },
  });

  test('makes a change refused, by the plan and by the API server', async () => {
    const namespace = await newNamespace('hand');
    await apply([deployment(namespace, [])]);
    expect(await kubectl(['set', 'env', 'deployment/db', 'PASSWORD=plain', '-n', namespace])).toMatchObject({
      code: 0,
    });
    const after = deployment(namespace, [
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } } },
    ]);
    const { impact, code } = await planLive([after]);
    expect({ impact, code }).toEqual({ impact: 'rejected', code: 2 });
    expect((await kubectl(['apply', '--dry-run=server', '-f', '-'], text([after]))).stderr).toContain(
      'may not be specified when `value` is not empty',
    );
  });

  test('is a conflict, for the plan and for the API server', async () => {
    const namespace = await newNamespace('conflict');
    await apply([config(namespace, 'c')], '--server-side');
    const patch = ['patch', 'configmap', 'c', '-n', namespace, '-p', '{"data":{"a":"9"}}'];
    expect(await kubectl(patch)).toMatchObject({ code: 0 });
    const after = config(namespace, 'c', {}, { a: '2' });
    const { found } = await planLive([after], ['--pipeline', 'kubectl', '--apply', 'server']);
    expect(found).toEqual([`ConfigMap ${namespace}/c field-conflict`]);
    const real = await kubectl(['apply', '--server-side', '--dry-run=server', '-f', '-'], text([after]));
    expect(real.stderr).toContain('conflict with "kubectl-patch"');
  });
});

describe('who may only read', () => {
  test('gets the plan that an administrator gets', async () => {
    const namespace = await newNamespace('reader');
    await apply([config(namespace, 'kept'), config(namespace, 'gone')]);
    const reader = await user(namespace, '--verb=get,list', '--resource=*.*');
    const network = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'closed', namespace },
      spec: { podSelector: {} },
    };
    const after = [config(namespace, 'kept', {}, { a: '2' }), network];
    const { found, code, err } = await planLive(after, [], reader);
    expect({ found, code }).toEqual({
      found: [
        `ConfigMap ${namespace}/gone deleted`,
        `ConfigMap ${namespace}/kept updated`,
        `NetworkPolicy ${namespace}/closed created`,
      ],
      code: 0,
    });
    expect(await planLive(after)).toMatchObject({ found });
    // Nothing in no namespace was readable, and that is told in a few words.
    expect(err).toContain('persistentvolumes');
    expect(err).toContain('clusterroles.rbac.authorization.k8s.io');
    expect(err.length).toBeLessThan(1_000);
  });

  test('and not list gets the plan of what AFTER has', async () => {
    const namespace = await newNamespace('getter');
    await apply([config(namespace, 'kept'), config(namespace, 'gone')]);
    const getter = await user(namespace, '--verb=get', '--resource=configmaps');
    const { found } = await planLive([config(namespace, 'kept', {}, { a: '2' })], [], getter);
    expect(found).toEqual([`ConfigMap ${namespace}/kept updated`]);
  });

  test('and not everything is told what is missing, each kind once', async () => {
    const namespace = await newNamespace('partly');
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace }, stringData: { a: '1' } };
    await apply([config(namespace, 'c'), secret]);
    const reader = await user(namespace, '--verb=get,list', '--resource=configmaps');
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace },
      spec: { ports: [{ port: 80 }] },
    };
    const { found, err, out, code } = await planLive([config(namespace, 'c'), secret, service], [], reader);
    expect(found).toEqual(['Cluster reader live-not-allowed', 'Cluster reader live-not-allowed']);
    expect(out.match(/let you read secrets in /g)).toHaveLength(1);
    expect(err.match(/\bstatefulsets\.apps\b/g)).toHaveLength(1);
    // Of a Service something may be lost that nobody sees.
    expect(code).toBe(2);
  });
});

// Its objects are in no namespace: on a cluster of somebody else's nothing of that kind is written.
(cluster.own ? describe : describe.skip)('what is in no namespace and no longer declared', () => {
  test('is deleted by the application that applied it, and what others have there is not named', async () => {
    const namespace = await newNamespace('wide');
    const role = (name: string, app: string): KubeObject => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: `${name}-${namespace}`,
        annotations: {
          'argocd.argoproj.io/tracking-id': `${app}:rbac.authorization.k8s.io/ClusterRole:${namespace}/${name}-${namespace}`,
          note: 'a "quoted" \\ <text>\n of lines',
        },
      },
    });
    const kept = config(namespace, 'kept', argocd('shop', namespace, 'kept'));
    await apply([kept, role('mine', 'shop'), role('theirs', 'wiki')]);
    const { found, err } = await planLive([kept], ['--pipeline', 'argocd']);
    expect(found).toEqual([`ClusterRole mine-${namespace} deleted`]);
    expect(err).not.toContain('theirs');
    const reader = await user(namespace, '--verb=get,list', '--resource=*.*');
    const narrow = await planLive([kept], ['--pipeline', 'argocd'], reader);
    expect(narrow.found).toEqual([]);
    expect(narrow.err).toContain('clusterroles.rbac.authorization.k8s.io');
  });
});

test('a Service of two families is refused by a cluster of one, if it tells', async () => {
  const namespace = await newNamespace('families');
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ipFamilyPolicy: 'RequireDualStack' },
  };
  const real = await kubectl(['apply', '--dry-run=server', '-f', '-'], text([service]));
  const { impact } = await planLive([service]);
  const tells = (await kubectl(['get', 'servicecidr'])).code === 0;
  expect(impact).toBe(real.code === 0 || !tells ? 'create' : 'rejected');
});

describe('what two teams have in one namespace', () => {
  const release = (name: string): object => ({
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': name },
  });

  test('is judged for the one who may only read it, by who applied it', async () => {
    const namespace = await newNamespace('shared');
    const label = { labels: { team: 'a' } };
    await apply([
      config(namespace, 'released', release(namespace)),
      config(namespace, 'released-gone', release(namespace)),
      config(namespace, 'own', label),
      config(namespace, 'own-gone', label),
      config(namespace, 'others', { labels: { team: 'b' } }),
      config(namespace, 'of-argocd', argocd('wiki', namespace, 'of-argocd')),
      config(namespace, 'copied', argocd('wiki', namespace, 'another')),
    ]);
    const { stdout } = await kubectl(['get', 'configmap', 'own', '-n', namespace, '-o', 'jsonpath={.metadata.uid}']);
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'own', uid: stdout }];
    await apply([config(namespace, 'made', { ...label, ownerReferences })]);
    const reader = await user(namespace, '--verb=get,list', '--resource=*.*');
    const resources = async (): Promise<string> =>
      (await kubectl(['get', 'configmaps', '-n', namespace, '-o', 'jsonpath={.items[*].metadata.resourceVersion}']))
        .stdout;
    const before = await resources();
    const changed = { a: '2' };
    expect(
      (await planLive([config(namespace, 'released', {}, changed)], ['--pipeline', 'helm'], reader)).found,
    ).toEqual(
      expect.arrayContaining([
        `ConfigMap ${namespace}/released updated`,
        `ConfigMap ${namespace}/released-gone deleted`,
      ]),
    );
    const kubectls = await planLive([config(namespace, 'own', label, changed)], ['--pipeline', 'kubectl'], reader);
    expect(kubectls.found).toEqual([`ConfigMap ${namespace}/own updated`, `ConfigMap ${namespace}/own-gone deleted`]);
    expect(kubectls.err).toContain('Argo CD application wiki');
    // A plan writes nothing.
    expect(await resources()).toBe(before);
  });

  test('may be deleted already: an apply is accepted, and does not keep it', async () => {
    const namespace = await newNamespace('leaving');
    const held = config(namespace, 'held', { finalizers: ['example.com/hold'] });
    await apply([held]);
    expect(await kubectl(['delete', 'configmap', 'held', '-n', namespace, '--wait=false'])).toMatchObject({ code: 0 });
    const after = config(namespace, 'held', { finalizers: ['example.com/hold'] }, { a: '2' });
    expect((await planLive([after])).found).toEqual([`ConfigMap ${namespace}/held being-deleted`]);
    await apply([after]);
    const free = ['patch', 'configmap', 'held', '-n', namespace, '-p', '{"metadata":{"finalizers":null}}'];
    expect(await kubectl(free)).toMatchObject({ code: 0 });
    expect(await kubectl(['get', 'configmap', 'held', '-n', namespace])).toMatchObject({ code: 1 });
  });
});

(cluster.controllers ? describe : describe.skip)('what controllers have made', () => {
  const set = (namespace: string, image: string, spec: object = {}, resources: object = {}): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace },
    spec: {
      replicas: 2,
      serviceName: 'db',
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'db', image: `example/db:${image}`, resources }] },
      },
      ...spec,
    },
  });

  const revisionOf = async (pod: string, namespace: string): Promise<string> => {
    const { stdout } = await kubectl(['get', 'pod', pod, '-n', namespace, '--ignore-not-found', '-o', 'json']);
    const found = stdout === '' ? undefined : (JSON.parse(stdout) as KubeObject);
    return `${String(found?.metadata.uid)} ${String(found?.metadata.labels['controller-revision-hash'])}`;
  };
  const pods = (namespace: string): Promise<string[]> =>
    Promise.all(['db-0', 'db-1'].map((pod) => revisionOf(pod, namespace)));

  test('a template that goes back restarts the pods of the other revision alone, as the plan says', async () => {
    const namespace = await newNamespace('revisions');
    await apply([set(namespace, '1')]);
    await eventually(async () => !(await pods(namespace)).join().includes('undefined'));
    const partition = { updateStrategy: { rollingUpdate: { partition: 1 } } };
    const [old] = await pods(namespace);
    await apply([set(namespace, '2', partition)]);
    const [first, second] = await eventually(async () => {
      const now = await pods(namespace);
      const changed = now[1]?.split(' ')[1] !== old?.split(' ')[1];
      return changed && !now.join().includes('undefined') ? now : undefined;
    });
    const back = set(namespace, '1', { updateStrategy: { rollingUpdate: { partition: 0 } } });
    const { out } = await planLive([back]);
    const [change] = (JSON.parse(out) as KubeObject).changes as KubeObject[];
    expect(change.pods.restarted).toEqual(['db-1']);
    expect(out).not.toContain('pending-revision-rolls');
    await apply([back]);
    const after = await eventually(async () => {
      const now = await pods(namespace);
      return now[1] !== second && !now.join().includes('undefined') ? now : undefined;
    });
    expect(after[0]).toBe(first);
    expect(after[1]?.split(' ')[1]).toBe(old?.split(' ')[1]);
  });

  test('a rollout that is stuck is not freed by a revert, as the plan says', async () => {
    const namespace = await newNamespace('stuck');
    const ordered = (image: string): KubeObject => set(namespace, image, { podManagementPolicy: 'OrderedReady' });
    const isReady = '{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}';
    const makeReady = (pod: string): Promise<unknown> =>
      eventually(
        async () =>
          (await kubectl(['patch', 'pod', pod, '-n', namespace, '--subresource=status', '-p', isReady])).code === 0,
      );
    await apply([ordered('1')]);
    await makeReady('db-0');
    await makeReady('db-1');
    const [, old] = await pods(namespace);
    await apply([ordered('2')]);
    const [, stuck] = await eventually(async () => {
      const now = await pods(namespace);
      return now[1] !== old && !now.join().includes('undefined') ? now : undefined;
    });
    expect((await planLive([ordered('1')])).found).toContain(`StatefulSet ${namespace}/db rollout-waits-for-pod`);
    await apply([ordered('1')]);
    await eventually(async () => {
      const { stdout } = await kubectl(['get', 'statefulset', 'db', '-n', namespace, '-o', 'json']);
      const { metadata, status } = JSON.parse(stdout) as KubeObject;
      return status.observedGeneration === metadata.generation;
    });
    expect((await pods(namespace))[1]).toBe(stuck);
    expect(await kubectl(['delete', 'pod', 'db-1', '-n', namespace, '--force', '--grace-period=0'])).toMatchObject({
      code: 0,
    });
    await eventually(async () => {
      const [, now = ''] = await pods(namespace);
      return now !== stuck && now.split(' ')[1] === old?.split(' ')[1];
    });
  });

  test('a full quota stops a rollout that deletes no pod first, as the plan says', async () => {
    const namespace = await newNamespace('surge');
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team', namespace },
      spec: { hard: { pods: '2' }, scopes: ['BestEffort'] },
    };
    const deployment = (image: string): KubeObject => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: `example/web:${image}` }] },
        },
      },
    });
    expect(await kubectl(['create', '-f', '-'], text([quota]))).toMatchObject({ code: 0 });
    await apply([deployment('1')]);
    await eventually(async () => {
      const { stdout } = await kubectl(['get', 'quota', 'team', '-n', namespace, '-o', 'jsonpath={.status.used}']);
      return stdout.includes('"pods":"2"');
    });
    expect((await planLive([deployment('2')])).found).toContain(`Deployment ${namespace}/web quota-exceeded`);
    await apply([deployment('2')]);
    await eventually(async () => {
      const { stdout } = await kubectl(['get', 'events', '-n', namespace]);
      return stdout.includes('exceeded quota: team, requested: pods=1, used: pods=2');
    });
  });

  test('a quota without room lets no new pod in, as the plan says', async () => {
    const namespace = await newNamespace('quota');
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team', namespace },
      spec: { hard: { pods: '3', 'requests.cpu': '1', 'count/services': '0' } },
    };
    const asking = { requests: { cpu: '250m' } };
    expect(await kubectl(['create', '-f', '-'], text([quota]))).toMatchObject({ code: 0 });
    await apply([set(namespace, '1', {}, asking)]);
    await eventually(async () => {
      const { stdout } = await kubectl(['get', 'quota', 'team', '-n', namespace, '-o', 'jsonpath={.status.used}']);
      return stdout.includes('"requests.cpu":"500m"');
    });
    const of = async (replicas: number): Promise<readonly string[]> =>
      (await planLive([set(namespace, '1', { replicas }, asking)])).found.filter((each) =>
        each.endsWith(' quota-exceeded'),
      );
    expect(await of(3)).toEqual([]);
    expect(await of(4)).toEqual([`StatefulSet ${namespace}/db quota-exceeded`]);
    await apply([set(namespace, '1', { replicas: 4 }, asking)]);
    await eventually(async () => {
      const { stdout } = await kubectl(['get', 'events', '-n', namespace]);
      return stdout.includes('exceeded quota: team');
    });
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's', namespace },
      spec: { ports: [{ port: 1 }] },
    };
    expect((await planLive([service])).found).toContain(`Service ${namespace}/s quota-exceeded`);
    expect((await kubectl(['apply', '-f', '-'], text([service]))).stderr).toContain('exceeded quota: team');
  });
});

test('the commands of the docs do as they say', async () => {
  const namespace = await newNamespace('docs');
  await apply([config(namespace, 'kept')]);
  const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'reference', 'plan.md'), 'utf8');
  const [, block = ''] = /```sh\n(kubectl create role plan[^`]*)```/.exec(docs) ?? [];
  const [role = '', binding = '', planned = ''] = block.replaceAll('-n wiki', `-n ${namespace}`).trim().split('\n');
  const env = {
    ...process.env,
    KUBECONFIG: cluster.kubeconfig,
    PATH: `${dirname(cluster.kubectl)}:${process.env.PATH}`,
  };
  expect(execFileSync('bash', ['-c', role], { env }).toString()).toContain(
    'role.rbac.authorization.k8s.io/plan created',
  );
  expect(execFileSync('bash', ['-c', binding], { env }).toString()).toContain(
    'rolebinding.rbac.authorization.k8s.io/plan created',
  );
  for (const resource of ['secrets', 'statefulsets.apps', 'ingresses.networking.k8s.io']) {
    const may = await kubectl(['auth', 'can-i', 'list', resource, '--as=jane@example.com', '-n', namespace]);
    expect([resource, may.stdout.trim()]).toEqual([resource, 'yes']);
  }
  const [, args = ''] = /^npx stateful-web-app plan --live --context production (-n \S+) dist$/.exec(planned) ?? [];
  const { found } = await planLive([config(namespace, 'kept', {}, { a: '2' })], args.split(' '));
  expect(found).toEqual([`ConfigMap ${namespace}/kept updated`]);
});

describe('what cannot be asked', () => {
  test.each<[string, readonly string[], string]>([
    ['a context that is none', ['--context', 'nowhere'], 'context "nowhere" does not exist'],
    ['a context that looks like an option', ['--context=--as=admin'], 'does not exist'],
  ])('is a plain error: %s', async (_title, args, words) => {
    const { code, err } = await planLive([config('default', 'c')], args);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toContain('unexpected');
  });

  test('is a plain error: no cluster', async () => {
    const file = join(cluster.folder, 'nobody.kubeconfig');
    const cluster1 = { name: 'x', cluster: { server: 'http://127.0.0.1:1' } };
    const context = { name: 'x', context: { cluster: 'x' } };
    writeFileSync(
      file,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [cluster1],
        contexts: [context],
        'current-context': 'x',
      }),
    );
    const { code, err } = await planLive([config('default', 'c')], [], file);
    expect(code).toBe(1);
    expect(err).toMatch(/kubectl version -o json failed: .*(refused|127\.0\.0\.1:1)/);
  });

  test('a name or a namespace of a manifest is never an option of kubectl', async () => {
    const { code, err } = await planLive([config('--as=admin', '--token=x'), config('default', '-o=yaml')]);
    expect(code).not.toBe(1);
    expect(err).not.toContain('failed');
  });
});
