import { ApiObject, Chart, Testing } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { EnvFromSource, EnvVar, StatefulWebApp, type StatefulWebAppProps, Volume } from '../../lib';
import { diagnosticsOf } from '../../lib/messages/diagnostic';
import { SMALLEST } from '../support/synth';

type Props = Partial<StatefulWebAppProps>;

/** `CODE prop` of each warning of a program with these apps and objects. */
function warnings(apps: Readonly<Record<string, Props>>, add: (chart: Chart) => void = () => undefined): string[] {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  for (const [id, props] of Object.entries(apps)) new StatefulWebApp(chart, id, { ...SMALLEST, ...props });
  add(chart);
  const { root } = chart.node;
  const failed = [...root.node.findAll(), root].flatMap(({ node }) => node.validate());
  expect(failed).toEqual([]);
  return diagnosticsOf(root).map(({ code, prop, construct }) => `${construct.replace('chart/', '')} ${code} ${prop}`);
}

describe('quantities with a wrong unit', () => {
  const of = (kind: 'requests' | 'limits', resource: string, value: string): string[] =>
    warnings({ wiki: { resources: { [kind]: { [resource]: value } } } });

  test.each([
    ['memory', '512m'],
    ['memory', '512'],
    ['memory', '1k'],
    ['ephemeral-storage', '10'],
    ['cpu', '100M'],
    ['cpu', '512Mi'],
    ['cpu', '1000'],
  ])('%s %s', (resource, value) => {
    expect(of('limits', resource, value)).toEqual([`wiki quantity-unlikely resources.limits.${resource}`]);
  });

  test.each([
    ['memory', '64Mi'],
    ['memory', '1Mi'],
    ['memory', '0'],
    ['memory', '536870912'],
    ['cpu', '500m'],
    ['cpu', '999'],
    ['nvidia.com/gpu', '1'],
  ])('not %s %s', (resource, value) => {
    expect(of('limits', resource, value)).toEqual([]);
  });

  test('the size of a claim', () => {
    const claim = (size: string): Props => ({ claims: [{ name: 'www', size, mountPath: '/srv' }] });
    expect(warnings({ wiki: claim('10') })).toEqual(['wiki quantity-unlikely claims[www].size']);
    expect(warnings({ wiki: claim('10Gi') })).toEqual([]);
  });
});

describe('a data directory at the root of a claim', () => {
  const postgres = (props: Props, claim: object = {}): string[] =>
    warnings({
      db: {
        image: 'postgres:16',
        claims: [{ name: 'data', size: '1Gi', mountPath: '/var/lib/postgresql/data', ...claim }],
        ...props,
      },
    });

  test('is told where the image does not start beside lost+found', () => {
    expect(postgres({})).toEqual(['db data-at-volume-root claims[data].mountPath']);
    expect(postgres({ env: { PGDATA: '/var/lib/postgresql/data' } })).toHaveLength(1);
  });

  test('is not told with a folder of the volume, in either way, or of a volume that nodes share', () => {
    expect(postgres({}, { subPath: 'pg' })).toEqual([]);
    expect(postgres({ env: { PGDATA: '/var/lib/postgresql/data/pg' } })).toEqual([]);
    expect(postgres({ envValues: { PGDATA: EnvVar.configMap('settings', 'pgdata') } }).join()).not.toContain('root');
    expect(postgres({}, { accessModes: ['ReadWriteMany'] }).join()).not.toContain('root');
    expect(postgres({ image: 'example/wiki:1' })).toEqual([]);
  });

  test('can be acknowledged', () => {
    const acknowledge = [{ code: 'data-at-volume-root', reason: 'the class makes xfs' }];
    expect(postgres({ acknowledge })).toEqual([]);
  });
});

describe('variables that $(NAME) names', () => {
  test('nobody defines', () => {
    expect(
      warnings({
        wiki: {
          env: { URL: 'http://$(HOST)/', COST: '$$(HOST)', SHELL: '$(date)' },
          args: ['--peer=$(PEER)', '--own=$(URL)', '--api=$(KUBERNETES_SERVICE_HOST)'],
        },
      }),
    ).toEqual(['wiki env-reference-undefined env.URL', 'wiki env-reference-undefined args[0]']);
  });

  test('are defined only after it', () => {
    expect(warnings({ wiki: { env: { URL: 'http://$(HOST)/', HOST: 'a' } } })).toEqual([
      'wiki env-reference-undefined env.URL',
    ]);
    const envValues = { HOST: EnvVar.field('status.podIP') };
    expect(warnings({ wiki: { envValues, env: { PORT: '1', URL: 'http://$(HOST):$(PORT)/' } } })).toEqual([]);
  });

  test('are unknown where all keys of an object become variables', () => {
    const envFrom = [EnvFromSource.configMap('more')];
    expect(warnings({ wiki: { envFrom, env: { URL: '$(HOST)' }, externalObjects: { more: 'Flux' } } })).toEqual([]);
  });

  test('of a sidecar', () => {
    const sidecars = [{ name: 'proxy', image: 'example/proxy:1', env: { A: '$(B)' } }];
    expect(warnings({ wiki: { sidecars } })).toEqual(['wiki env-reference-undefined sidecars[proxy].env.A']);
  });
});

describe('selectors among the apps of a program', () => {
  test('select the pods of another app', () => {
    const one = { selectorLabels: { app: 'x', tier: 'y' } };
    expect(warnings({ a: one, b: { selectorLabels: { app: 'x' } } })).toEqual(['b selector-shared selectorLabels']);
    expect(warnings({ a: one, b: { selectorLabels: { tier: 'y', app: 'x' } } })).toEqual([
      'b selector-shared selectorLabels',
    ]);
    expect(warnings({ a: one, b: { selectorLabels: { app: 'x' }, namespace: 'other' } })).toEqual([]);
    expect(warnings({ a: one, b: { selectorLabels: { app: 'x', tier: 'z' } } })).toEqual([]);
  });

  test('a hundred apps with a label in common and one of their own overlap nowhere', () => {
    const apps = Array.from({ length: 100 }, (_, index) => [
      `a${index}`,
      { selectorLabels: { 'part-of': 'shop', name: `a${index}` } },
    ]);
    expect(warnings(Object.fromEntries(apps) as Record<string, Props>)).toEqual([]);
  });

  const spread = (matchLabels: { [key: string]: string }): Props => ({
    scheduling: {
      topologySpread: [
        { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels } },
      ],
    },
  });

  test("a spread that does not count the app's own pods", () => {
    expect(warnings({ wiki: spread({ app: 'wiki' }) })).toEqual([
      'wiki selector-selects-nobody scheduling.topologySpread[0].labelSelector',
    ]);
    expect(warnings({ wiki: spread({ 'app.kubernetes.io/name': 'wiki' }) })).toEqual([]);
    expect(warnings({ wiki: { ...spread({ tier: 'web' }), podLabels: { tier: 'web' } } })).toEqual([]);
  });

  const apart = (name: string): Props => ({
    scheduling: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
            },
          ],
        },
      },
    },
  });

  test('an anti-affinity with a mistyped label, but not one to pods of somebody else', () => {
    expect(warnings({ wiki: apart('wikki') })).toEqual([
      'wiki selector-selects-nobody scheduling.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector',
    ]);
    expect(warnings({ wiki: apart('cassandra') })).toEqual([]);
    expect(warnings({ wiki: apart('wiki') })).toEqual([]);
    expect(warnings({ wiki: apart('wikis'), wikis: {} })).toEqual([]);
  });
});

describe('objects that the pods need', () => {
  const needy: Props = { envValues: { PASSWORD: EnvVar.secret('wiki-db', 'password') } };
  const told = ['wiki object-undeclared externalObjects'];
  const object = (apiVersion: string, kind: string, name: string, more: object = {}) =>
    (chart: Chart): void => void new ApiObject(chart, 'other', { apiVersion, kind, metadata: { name }, ...more }); // prettier-ignore

  test('and nothing declares', () => {
    expect(warnings({ wiki: needy })).toEqual(told);
    expect(warnings({ wiki: needy }, object('v1', 'ConfigMap', 'wiki-db'))).toEqual(told);
    expect(
      warnings({ wiki: needy }, object('v1', 'Secret', 'wiki-db', { metadata: { name: 'wiki-db', namespace: 'x' } })),
    ).toEqual(told);
  });

  test('are declared by the program, as they are or through a custom resource', () => {
    expect(warnings({ wiki: needy }, object('v1', 'Secret', 'wiki-db'))).toEqual([]);
    expect(warnings({ wiki: needy }, object('bitnami.com/v1alpha1', 'SealedSecret', 'wiki-db'))).toEqual([]);
    const target = { spec: { target: { name: 'wiki-db' } } };
    expect(warnings({ wiki: needy }, object('external-secrets.io/v1', 'ExternalSecret', 'a', target))).toEqual([]);
    expect(warnings({ wiki: needy }, object('postgresql.cnpg.io/v1', 'Cluster', 'wiki'))).toEqual([]);
  });

  test('are said to come from elsewhere', () => {
    expect(warnings({ wiki: { ...needy, externalObjects: { 'wiki-db': 'External Secrets' } } })).toEqual([]);
  });

  test("are not missed where they are optional, the app's own, or of cdk8s-plus", () => {
    expect(warnings({ wiki: { envValues: { A: EnvVar.secret('wiki-db', 'password', { optional: true }) } } })).toEqual(
      [],
    );
    expect(warnings({ wiki: { configFiles: { '/etc/wiki.conf': 'a = b' } } })).toEqual([]);
    expect(
      warnings({ wiki: { volumes: [Volume.configMap('c', 'wiki-conf')], mounts: [{ name: 'c', mountPath: '/c' }] } }, (
        chart,
      ) => void new ConfigMap(chart, 'c', { metadata: { name: 'wiki-conf' }, data: { a: 'b' } })), // prettier-ignore
    ).toEqual([]);
  });

  test('are not only configuration: an account and a class are looked for too', () => {
    const props: Props = { serviceAccountName: 'reader', scheduling: { priorityClassName: 'high' } };
    expect(warnings({ wiki: props })).toEqual([...told, ...told]);
    expect(warnings({ wiki: props }, object('scheduling.k8s.io/v1', 'PriorityClass', 'high'))).toEqual(told);
    expect(warnings({ wiki: { ...props, externalObjects: { reader: 'the platform', high: 'the platform' } } })).toEqual(
      [],
    );
    const builtIn = { serviceAccountName: 'default', scheduling: { priorityClassName: 'system-cluster-critical' } };
    expect(warnings({ wiki: builtIn, docs: { serviceAccount: {} } })).toEqual([]);
  });

  test('a monitor or a route of the app itself does not count as what makes them', () => {
    expect(warnings({ wiki: { ...needy, serviceMonitor: {} } })).toEqual(told);
  });
});
