import type { Manifest } from '../../../lib/kubernetes/manifest';
import { plan } from '../../../lib/plan';
import { configMap, said } from './said';

const KEY = 'kubectl.kubernetes.io/last-applied-configuration';
const SETTINGS = 'ConfigMap default/settings';
const small = configMap({ a: '1' }, {}, { namespace: 'default' });

/** A ConfigMap whose last applied manifest makes its annotations exactly 262,144 bytes, and `more`. */
function noted(more: number, text = ''): Manifest {
  const size = (data: string): number =>
    JSON.stringify(configMap({ a: data }, {}, { namespace: 'default' })).length + 1 + KEY.length;
  return configMap({ a: `${text}${'x'.repeat(262_144 - size('') + more)}` }, {}, { namespace: 'default' });
}

describe('the manifest that client-side apply notes', () => {
  test('must fit into the annotations, to the byte', () => {
    expect(said([small], [noted(0)])).toEqual({ [SETTINGS]: ['update updated'] });
    expect(said([small], [noted(1)])).toEqual({ [SETTINGS]: ['rejected last-applied-too-long'] });
    expect(said([], [noted(1)])).toEqual({ [SETTINGS]: ['rejected last-applied-too-long'] });
  });

  test('counts as Go writes it: bytes of UTF-8, signs of HTML as six', () => {
    expect(said([small], [noted(-2, 'é')])).toEqual({ [SETTINGS]: ['update updated'] });
    expect(said([small], [noted(-1, 'é')])).toEqual({ [SETTINGS]: ['rejected last-applied-too-long'] });
    expect(said([small], [noted(-6, '<')])).toEqual({ [SETTINGS]: ['update updated'] });
    expect(said([small], [noted(-5, '<')])).toEqual({ [SETTINGS]: ['rejected last-applied-too-long'] });
  });

  test('is noted by kubectl and Argo CD, and by nobody who applies on the server', () => {
    for (const pipeline of [undefined, 'kubectl', 'argocd'] as const) {
      expect(plan([small], [noted(1)], { pipeline }).impact).toBe('rejected');
      expect(plan([small], [noted(1)], { pipeline, apply: 'server' }).impact).toBe('update');
    }
    for (const pipeline of ['helm', 'flux'] as const) {
      expect(plan([small], [noted(1)], { pipeline }).impact).toBe('update');
    }
    const option = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };
    const onServer = { ...noted(1), metadata: { ...noted(1).metadata, annotations: option } };
    expect(plan([small], [onServer], { pipeline: 'argocd' }).impact).toBe('update');
  });

  test('is no finding where the object does not change', () => {
    expect(said([noted(1)], [noted(1)])).toEqual({});
  });
});

describe('what a request and etcd take', () => {
  const custom = (bytes: number): Manifest => ({
    apiVersion: 'example.org/v1',
    kind: 'Big',
    metadata: { name: 'one', namespace: 'default' },
    spec: { text: 'x'.repeat(bytes) },
  });
  const server = { apply: 'server' } as const;
  const BIG = 'Big default/one';

  test('refuses a custom resource above what etcd takes, and none below', () => {
    expect(said([custom(1)], [custom(1_573_000)], server)).toEqual({ [BIG]: ['rejected request-too-large'] });
    expect(said([custom(1)], [custom(1_570_000)], server)).toEqual({ [BIG]: ['update updated'] });
    expect(said([], [custom(3_200_000)], { pipeline: 'helm' })[BIG]?.[0]).toBe('rejected request-too-large');
  });

  test('counts only the texts of what is stored without the names of its fields', () => {
    const rule = { apiGroups: ['example.org'], resources: ['bigs'], verbs: ['get'] };
    const role = (rules: number): Manifest => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'one' },
      rules: Array.from({ length: rules }, () => rule),
    });
    expect(JSON.stringify(role(30_000)).length).toBeGreaterThan(1_573_000);
    expect(said([], [role(30_000)], server)).toEqual({ 'Role default/one': ['create created'] });
    expect(said([], [role(60_000)], server)).toEqual({ 'Role default/one': ['rejected request-too-large'] });
  });

  test('refuses more than 1 MiB of data in a ConfigMap or a Secret, decoded', () => {
    const secret = (bytes: number): Manifest => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'settings' },
      data: { a: Buffer.alloc(bytes).toString('base64') },
    });
    const MIB = 1024 * 1024;
    expect(said([], [configMap({ a: 'x'.repeat(MIB) })], server)).toEqual({ [SETTINGS]: ['create created'] });
    expect(said([], [configMap({ a: 'x'.repeat(MIB + 1) })], server)).toEqual({
      [SETTINGS]: ['rejected invalid-object'],
    });
    expect(said([], [secret(MIB)], server)).toEqual({ 'Secret default/settings': ['create created'] });
    expect(said([], [secret(MIB + 1)], server)).toEqual({ 'Secret default/settings': ['rejected invalid-object'] });
  });
});

describe('the record of a Helm release', () => {
  const of = (releaseBytes: number): string[] | undefined =>
    said([small], [configMap({ a: '2' }, {}, { namespace: 'default' })], { pipeline: 'helm', releaseBytes })[SETTINGS];

  test('is refused above what a Secret takes, and may be where the chart can fill it', () => {
    expect(of(1024 * 1024 + 1)).toContain('rejected release-too-large');
    expect(of(600 * 1024)).toContain('none release-too-large');
    expect(of(500 * 1024)).toEqual(['update updated']);
  });

  test('is not written where nothing changes', () => {
    expect(said([small], [small], { pipeline: 'helm', releaseBytes: 2 ** 21 })).toEqual({});
  });
});
