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
    ['for some pods alone', quota({ pods: '3' }, { pods: '2' }, { scopes: ['BestEffort'] })],
    ['whose use is not known', quota({ pods: '3' }, {})],
    ['of something else', quota({ secrets: '1' }, { secrets: '1' })],
  ])('%s is no matter', (_title, other) => {
    expect(found([scaled(2)], [scaled(4)], other)).toEqual([]);
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
