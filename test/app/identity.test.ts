import { App, Chart, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import fc from '../support/fast-check';
import { AppIdentity, StatefulWebApp } from '../../lib';
import { SMALLEST, synthApp } from '../support/synth';

const CLAIMS = [{ name: 'www', size: '1Gi', mountPath: '/srv' }];

test('the stable names are those that Kubernetes gives', () => {
  const { app } = synthApp({ serviceName: 'nginx', replicas: 2, claims: CLAIMS }, 'web');

  expect(app.identity.podName(0)).toBe('web-0');
  expect(app.podHost(0)).toBe('web-0.nginx.default.svc.cluster.local');
  expect(app.peers).toEqual(['web-0.nginx.default.svc.cluster.local', 'web-1.nginx.default.svc.cluster.local']);
  expect(app.claimName('www', 1)).toBe('www-web-1');
  expect(app.serviceHost).toBe('nginx.default.svc.cluster.local');
});

test('names follow the namespace, the cluster domain and the first ordinal', () => {
  const { app, statefulSet, service } = synthApp({
    namespace: 'prod',
    clusterDomain: 'example.org',
    firstOrdinal: 5,
    replicas: 2,
  });

  expect(app.peers).toEqual(['wiki-5.wiki.prod.svc.example.org', 'wiki-6.wiki.prod.svc.example.org']);
  expect(statefulSet.spec.ordinals).toEqual({ start: 5 });
  expect([statefulSet, service].map(({ metadata }) => metadata.namespace)).toEqual(['prod', 'prod']);
});

test('the chart gives the namespace where the app names none', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'team' });
  const app = new StatefulWebApp(chart, 'wiki', SMALLEST);

  expect(app.podHost(0)).toBe('wiki-0.wiki.team.svc.cluster.local');
  expect(Testing.synth(chart).map(({ metadata }) => metadata.namespace)).toEqual(['team', 'team']);
});

test('the names are known before the app is made, so that its environment can hold them', () => {
  const kv = { name: 'kv', namespace: 'prod', replicas: 2 };
  const { container } = synthApp({ ...kv, env: { PEERS: new AppIdentity(kv).peers.join(',') } }, 'kv');

  expect(container.env).toEqual([
    { name: 'PEERS', value: 'kv-0.kv.prod.svc.cluster.local,kv-1.kv.prod.svc.cluster.local' },
  ]);
});

test('an ordinal that cannot be is refused', () => {
  expect(() => synthApp().app.podHost(-1)).toThrow('An ordinal must be a whole number of 0 or more, not -1');
});

test('an identity without a name is refused', () => {
  expect(() => new AppIdentity({})).toThrow('AppIdentity: name is missing');
});

describe('moving the construct leaves every byte as it was', () => {
  const bytes = (build: (app: App) => Chart): string => Yaml.stringify(...Testing.synth(build(Testing.app())));
  const place = (scope: Construct): void => {
    new StatefulWebApp(scope, 'web', { ...SMALLEST, replicas: 2, claims: CLAIMS });
  };
  const flat = bytes((app) => {
    const chart = new Chart(app, 'chart');
    place(chart);
    return chart;
  });

  test.each<[string, (app: App) => Chart]>([
    [
      'one scope deeper',
      (app) => {
        const chart = new Chart(app, 'chart');
        place(new Construct(chart, 'team'));
        return chart;
      },
    ],
    [
      'in a chart of another name',
      (app) => {
        const chart = new Chart(app, 'renamed');
        place(chart);
        return chart;
      },
    ],
    [
      'wrapped in a construct of its own',
      (app) => {
        class Wiki extends Construct {
          public constructor(scope: Construct, id: string) {
            super(scope, id);
            place(this);
          }
        }
        const chart = new Chart(app, 'chart');
        new Wiki(chart, 'wrapper');
        return chart;
      },
    ],
  ])('%s', (_, build) => {
    expect(bytes(build)).toBe(flat);
  });

  test('under another id, where the name is given', () => {
    const chart = new Chart(Testing.app(), 'chart');
    new StatefulWebApp(chart, 'anything', { ...SMALLEST, name: 'web', replicas: 2, claims: CLAIMS });
    expect(Yaml.stringify(...Testing.synth(chart))).toBe(flat);
  });
});

test('labels reach neither the selector nor the pods nor the claim templates', () => {
  const plain = synthApp({ claims: CLAIMS }).statefulSet;
  const labelled = synthApp({ claims: CLAIMS, labels: { version: 'v2' }, annotations: { owner: 'team' } }).statefulSet;

  expect(labelled.spec).toEqual(plain.spec);
  expect(labelled.metadata).toEqual({ name: 'wiki', labels: { version: 'v2' }, annotations: { owner: 'team' } });
});

test('any identity that is accepted gives names that are DNS names', () => {
  const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$/);
  fc.assert(
    fc.property(label, label, fc.nat(9999), (name, claim, ordinal) => {
      const identity = new AppIdentity({ name });
      for (const value of [identity.podHost(ordinal), identity.claimName(claim, ordinal)]) {
        expect(value).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
      }
    }),
  );
});
