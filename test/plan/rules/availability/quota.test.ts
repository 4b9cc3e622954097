import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { plan } from '../../../../lib/plan';
import { claim, container, service, statefulSet } from '../../objects';

type Fields = Record<string, unknown>;

const quota = (hard: Fields, used: Fields, spec: Fields = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team', namespace: 'default', uid: 'u' } as Manifest['metadata'],
  spec: { hard, ...spec },
  status: { hard, used },
});

/** `impact object` of what the quota has no room for. */
function found(before: Manifest[], after: Manifest[], ...surroundings: Manifest[]): string[] {
  const { changes } = plan(before, after, { facts: { surroundings } });
  return changes.flatMap(({ object, findings }) =>
    findings.filter(({ code }) => code === 'quota-exceeded').map(({ impact }) => `${impact} ${object}`),
  );
}

const cpu = (amount: string): Manifest =>
  statefulSet({
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [container({ resources: { requests: { cpu: amount } } })] },
    },
  });

describe('a quota', () => {
  const scaled = (replicas: number): Manifest => statefulSet({ replicas });

  test('stops the pods and claims of more replicas, and those that run stay', () => {
    expect(found([scaled(2)], [scaled(4)], quota({ pods: '3' }, { pods: '2' }))).toEqual([
      'update StatefulSet default/web',
    ]);
    expect(
      found([scaled(2)], [scaled(4)], quota({ 'requests.storage': '3Gi' }, { 'requests.storage': '2Gi' })),
    ).toEqual(['update StatefulSet default/web']);
  });

  test('has room for as many as it allows', () => {
    const exact = quota({ pods: '4', persistentvolumeclaims: '4' }, { pods: '2', persistentvolumeclaims: '2' });
    expect(found([scaled(2)], [scaled(4)], exact)).toEqual([]);
  });

  test('stops a rollout whose pods ask for more than is left', () => {
    const tight = quota({ 'requests.cpu': '1' }, { 'requests.cpu': '500m' });
    expect(found([cpu('250m')], [cpu('600m')], tight)).toEqual(['outage StatefulSet default/web']);
    expect(found([cpu('250m')], [cpu('500m')], tight)).toEqual([]);
  });

  test('counts what leaves as room', () => {
    const other = statefulSet({ replicas: 2, serviceName: 'old' }, {}, { name: 'old' });
    const full = quota({ pods: '4' }, { pods: '4' });
    expect(found([scaled(2), other], [scaled(4)], full)).toEqual([]);
    expect(found([scaled(2), other], [scaled(4), other], full)).toEqual(['update StatefulSet default/web']);
  });

  test('makes the API server refuse an object that is created', () => {
    expect(found([], [service({}, 'one')], quota({ services: '1' }, { services: '1' }))).toEqual([
      'rejected Service default/one',
    ]);
    expect(found([], [service({}, 'one')], quota({ services: '2' }, { services: '1' }))).toEqual([]);
    expect(found([], [claim('2Gi')], quota({ 'requests.storage': '3Gi' }, { 'requests.storage': '2Gi' }))).toEqual([
      'rejected PersistentVolumeClaim default/www-web-0',
    ]);
  });

  test('makes it refuse a claim that grows beyond it', () => {
    const tight = quota({ 'requests.storage': '3Gi' }, { 'requests.storage': '2Gi' });
    expect(found([claim('1Gi')], [claim('3Gi')], tight)).toEqual(['rejected PersistentVolumeClaim default/www-web-0']);
    expect(found([claim('1Gi')], [claim('2Gi')], tight)).toEqual([]);
  });

  test('that the change raises counts as raised', () => {
    const [now, raised] = [quota({ pods: '3' }, { pods: '2' }), quota({ pods: '4' }, {})];
    expect(found([scaled(2), now], [scaled(4), raised], now)).toEqual([]);
  });

  test.each<[string, Manifest]>([
    [
      'of another namespace',
      { ...quota({ pods: '3' }, { pods: '2' }), metadata: { name: 'team', namespace: 'other' } },
    ],
    ['for pods that end', quota({ pods: '3' }, { pods: '2' }, { scopes: ['Terminating'] })],
    ['for pods that ask for something', quota({ pods: '3' }, { pods: '2' }, { scopes: ['NotBestEffort'] })],
    ['in a scope that the plan does not know', quota({ pods: '3' }, { pods: '2' }, { scopes: ['Other'] })],
    ['whose use is not known', quota({ pods: '3' }, {})],
    ['of something else', quota({ secrets: '1' }, { secrets: '1' })],
  ])('%s is no matter', (_title, other) => {
    expect(found([scaled(2)], [scaled(4)], other)).toEqual([]);
  });

  test('with scopes counts the pods that are in all of them', () => {
    const scoped = quota({ pods: '3' }, { pods: '2' }, { scopes: ['BestEffort', 'NotTerminating'] });
    expect(found([scaled(2)], [scaled(4)], scoped)).toEqual(['update StatefulSet default/web']);
    // A LimitRange may give its pods requests.
    const range: Manifest = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'range', namespace: 'default' } };
    expect(found([scaled(2)], [scaled(4)], scoped, range)).toEqual([]);
  });

  test('with a scope of affinities counts the pods that look into other namespaces', () => {
    const scoped = quota({ pods: '3' }, { pods: '2' }, { scopes: ['CrossNamespacePodAffinity'] });
    const beside = (replicas: number, term: Fields): Manifest =>
      statefulSet({
        replicas,
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [container()],
            affinity: {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [
                  { weight: 1, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', ...term } },
                ],
              },
            },
          },
        },
      });
    const everywhere = { namespaceSelector: {} };
    expect(found([beside(2, everywhere)], [beside(4, everywhere)], scoped)).toEqual(['update StatefulSet default/web']);
    expect(found([beside(2, {})], [beside(4, {})], scoped)).toEqual([]);
    expect(found([scaled(2)], [scaled(4)], scoped)).toEqual([]);
  });

  test('with a scope of priority classes counts the pods of those', () => {
    const of = (operator: string, values?: readonly string[]): Manifest =>
      quota(
        { pods: '3' },
        { pods: '2' },
        { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...(values && { values }) }] } },
      );
    const named = (replicas: number): Manifest => statefulSet({ replicas }, { priorityClassName: 'high' });
    const told = ['update StatefulSet default/web'];
    expect(found([named(2)], [named(4)], of('In', ['high']))).toEqual(told);
    expect(found([named(2)], [named(4)], of('In', ['low']))).toEqual([]);
    expect(found([named(2)], [named(4)], of('NotIn', ['low']))).toEqual(told);
    expect(found([named(2)], [named(4)], of('Exists'))).toEqual(told);
    // The cluster may have a default class.
    expect(found([scaled(2)], [scaled(4)], of('DoesNotExist'))).toEqual([]);
  });

  describe('that is used up', () => {
    const full = quota({ pods: '2' }, { pods: '2' });
    const deployment = (tag: string, strategy: Fields = {}, replicas = 2): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas,
        strategy,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: `example/web:${tag}` }] },
        },
      },
    });

    test.each<[string, Fields, number, boolean]>([
      ['a rollout of two pods, which deletes none first', {}, 2, true],
      ['one that may delete none', { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }, 2, true],
      ['but not one of four, which deletes one first', {}, 4, false],
      ['but not one that may delete one', { rollingUpdate: { maxUnavailable: 1 } }, 2, false],
      ['but not one without surge', { rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } }, 2, false],
      ['but not one that deletes all first', { type: 'Recreate' }, 2, false],
    ])('stops %s', (_, strategy, replicas, stops) => {
      const [before, after] = [deployment('1', strategy, replicas), deployment('2', strategy, replicas)];
      const own = replicas === 2 ? full : quota({ pods: '4' }, { pods: '4' });
      expect(found([before], [after], own)).toEqual(stops ? ['update Deployment default/web'] : []);
      expect(found([before], [after], quota({ pods: '5' }, { pods: String(replicas) }))).toEqual([]);
    });
  });

  test('may be exceeded where an autoscaler decides', () => {
    const autoscaler: Manifest = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }, maxReplicas: 9 },
    };
    const { changes } = plan([scaled(2), autoscaler], [scaled(4), autoscaler], {
      facts: { surroundings: [quota({ pods: '3' }, { pods: '2' })] },
    });
    const messages = changes.flatMap(({ findings }) => findings.map(({ code, message }) => `${code} ${message}`));
    expect(messages.find((each) => each.startsWith('quota-exceeded'))).toContain('may refuse');
  });
});
