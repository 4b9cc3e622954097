import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { AutoscalingMetric, ClaimRetention, StatefulWebApp, type StatefulWebAppProps } from '../../../lib';
import { diagnosticsOf } from '../../../lib/messages/diagnostic';
import { SMALLEST, synthApp, synthErrors, summaries } from '../../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */
const resources = { requests: { cpu: '100m', memory: '64Mi' } };
const autoscaler = (props: Partial<StatefulWebAppProps>): any =>
  synthApp(props).manifests.find(({ kind }) => kind === 'HorizontalPodAutoscaler');

test('an autoscaler chooses the number of pods, and the StatefulSet says none', () => {
  const { statefulSet } = synthApp({ resources, autoscaling: { maxReplicas: 5 } });

  expect(statefulSet.spec).not.toHaveProperty('replicas');
  expect(autoscaler({ resources, autoscaling: { maxReplicas: 5 } })).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'wiki' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'wiki' },
      minReplicas: 1,
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
    },
  });
});

test('the peers are the pods that are always there, and Services are there for all that may be', () => {
  const { app, manifests } = synthApp({
    resources,
    autoscaling: { minReplicas: 2, maxReplicas: 3 },
    ordinalServices: {},
  });

  expect(app.peers).toEqual(['wiki-0.wiki.default.svc.cluster.local', 'wiki-1.wiki.default.svc.cluster.local']);
  expect(manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name)).toEqual([
    'wiki',
    'wiki-0',
    'wiki-1',
    'wiki-2',
  ]);
});

test('metrics come out as Kubernetes has them', () => {
  const { spec } = autoscaler({
    resources,
    autoscaling: {
      maxReplicas: 5,
      metrics: [
        AutoscalingMetric.memoryUtilization(75),
        AutoscalingMetric.cpuAverage('500m'),
        AutoscalingMetric.memoryAverage('1Gi'),
        AutoscalingMetric.pods('requests_per_second', '100'),
        AutoscalingMetric.external('queue_length', '30', { queue: 'mail' }),
      ],
    },
  });

  expect(spec.metrics).toEqual([
    { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 75 } } },
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '500m' } } },
    { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
    {
      type: 'Pods',
      pods: { metric: { name: 'requests_per_second' }, target: { type: 'AverageValue', averageValue: '100' } },
    },
    {
      type: 'External',
      external: {
        metric: { name: 'queue_length', selector: { matchLabels: { queue: 'mail' } } },
        target: { type: 'AverageValue', averageValue: '30' },
      },
    },
  ]);
});

test('the pace is as it is asked for', () => {
  const { spec } = autoscaler({
    resources,
    autoscaling: {
      maxReplicas: 5,
      scaleUp: { pods: 2, percent: 50, periodSeconds: 30 },
      scaleDown: { stabilizationWindowSeconds: 600, pods: 0 },
    },
  });

  expect(spec.behavior).toEqual({
    scaleUp: {
      policies: [
        { type: 'Pods', value: 2, periodSeconds: 30 },
        { type: 'Percent', value: 50, periodSeconds: 30 },
      ],
    },
    scaleDown: { stabilizationWindowSeconds: 600, selectPolicy: 'Disabled' },
  });
});

test('an autoscaler of cdk8s-plus can target the app, and the StatefulSet then says no number either', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const target = new StatefulWebApp(chart, 'wiki', SMALLEST);
  new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
    target,
    maxReplicas: 4,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
  });

  const manifests = Testing.synth(chart);
  expect(manifests.find(({ kind }) => kind === 'StatefulSet').spec).not.toHaveProperty('replicas');
  expect(manifests.find(({ kind }) => kind === 'HorizontalPodAutoscaler').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'wiki' },
  });
});

test('two autoscalers of one app are an error', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const target = new StatefulWebApp(chart, 'wiki', { ...SMALLEST, resources, autoscaling: { maxReplicas: 3 } });
  new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
    target,
    maxReplicas: 4,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
  });

  expect(() => Testing.synth(chart)).toThrow('[autoscaler-duplicate]');
});

test('it warns where the autoscaler would delete data', () => {
  const { app } = synthApp({
    resources,
    autoscaling: { maxReplicas: 3 },
    claimRetention: { whenScaled: ClaimRetention.DELETE_DATA },
  });

  expect(diagnosticsOf(app).map(({ code, severity }) => [code, severity])).toEqual([
    ['autoscaler-deletes-data', 'warning'],
  ]);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'a number of pods beside an autoscaler',
    { replicas: 2, autoscaling: { maxReplicas: 3 } },
    'replicas [replicas-with-autoscaling]',
  ],
  [
    'a minimum above the maximum',
    { autoscaling: { minReplicas: 4, maxReplicas: 3 } },
    'autoscaling.minReplicas [autoscaling-invalid]',
  ],
  [
    'a minimum of zero',
    { autoscaling: { minReplicas: 0, maxReplicas: 3 } },
    'autoscaling.minReplicas [autoscaling-invalid]',
  ],
  ['no metric', { autoscaling: { maxReplicas: 3, metrics: [] } }, 'autoscaling.metrics [autoscaling-invalid]'],
  [
    'a share of requests that are not there',
    { resources: undefined, autoscaling: { maxReplicas: 3 } },
    'autoscaling.metrics[0] [autoscaling-without-request]',
  ],
  [
    'a sidecar without the request that the percentage is of',
    { autoscaling: { maxReplicas: 3 }, kubernetesVersion: '1.30', sidecars: [{ name: 'log', image: 'example/log:1' }] },
    'autoscaling.metrics[0] [autoscaling-without-request]',
  ],
  [
    'a quantity that is none',
    { autoscaling: { maxReplicas: 3, metrics: [AutoscalingMetric.cpuAverage('lots')] } },
    'autoscaling.metrics[0] [autoscaling-metric-invalid]',
  ],
  [
    'a metric without a name',
    { autoscaling: { maxReplicas: 3, metrics: [AutoscalingMetric.pods('', '1')] } },
    'autoscaling.metrics[0] [autoscaling-metric-invalid]',
  ],
  [
    'a window of more than an hour',
    { autoscaling: { maxReplicas: 3, scaleDown: { stabilizationWindowSeconds: 4000 } } },
    'autoscaling.scaleDown.stabilizationWindowSeconds [autoscaling-invalid]',
  ],
  [
    'a period for nothing',
    { autoscaling: { maxReplicas: 3, scaleUp: { periodSeconds: 30 } } },
    'autoscaling.scaleUp.periodSeconds [autoscaling-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors({ resources, ...props });

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});
