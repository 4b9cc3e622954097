import { plan, type PlanOptions } from '../../lib/plan';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, kubectl, newNamespace } from '../support/kubernetes/cluster';

const KEY = 'kubectl.kubernetes.io/last-applied-configuration';
const MIB = 1024 * 1024;
const kubernetes = `1.${cluster.minor}`;
let namespace = '';

beforeAll(async () => {
  namespace = await newNamespace('limits');
});

function configMap(text: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large', namespace }, data: { a: text } };
}

/** A ConfigMap that is noted in exactly the bytes that are left, and `more`. */
function noted(more: number, text = '', bytes = text.length): KubeObject {
  const empty = { ...configMap(''), metadata: { ...configMap('').metadata, annotations: {} } };
  const size = JSON.stringify(empty).length + 1 + KEY.length;
  return configMap(`${text}${'x'.repeat(262_144 - size - bytes + more)}`);
}

const isRefused = (before: KubeObject[], after: KubeObject, options: PlanOptions = {}): boolean =>
  plan(before, [after], { kubernetes, ...options }).impact === 'rejected';

test.each([
  ['nothing else', noted, '', 0],
  ['signs that Go escapes', noted, '<&>\u2028', 24],
  ['letters of two bytes', noted, 'éü', 4],
  ['signs of control', noted, '\b\u0001\n', 10],
])(
  'kubectl apply takes a manifest that just fits into its annotation, with %s, and refuses one byte more',
  async (_what, make, text, bytes) => {
    for (const more of [0, 1]) {
      const object = make(more, text, bytes);
      const { code } = await kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(object));
      expect([more, code === 0]).toEqual([more, more === 0]);
      expect([more, isRefused([configMap('')], object)]).toEqual([more, more !== 0]);
    }
  },
);

test('server-side apply takes it', async () => {
  const object = noted(1);
  good(await client.apply(object));
  expect(isRefused([], object, { apply: 'server' })).toBe(false);
});

test.each([MIB, MIB + 1])('a ConfigMap and a Secret of %d bytes', async (bytes) => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'large', namespace },
    data: { a: Buffer.alloc(bytes).toString('base64') },
  };
  for (const object of [configMap('x'.repeat(bytes)), secret]) {
    const { status } = await client.apply(object, { dryRun: 'All' });
    expect([object.kind, status < 300]).toEqual([object.kind, bytes === MIB]);
    expect([object.kind, isRefused([], object, { apply: 'server' })]).toEqual([object.kind, bytes !== MIB]);
  }
});

// Another etcd may take more.
(cluster.own ? test : test.skip).each([
  ['below the limit of etcd', 1_570_000, false],
  ['above the limit of etcd', 1_573_000, true],
  ['above the limit of a request', 3_200_000, true],
])('a Role %s', async (_what, bytes, refused) => {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'large', namespace },
    rules: [{ apiGroups: ['x'.repeat(bytes)], resources: ['x'], verbs: ['get'] }],
  };
  const { status } = await client.apply(role);
  expect(status >= 300).toBe(refused);
  expect(isRefused([], role, { apply: 'server' })).toBe(refused);
});
