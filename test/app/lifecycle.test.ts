import { PodManagementPolicy } from 'cdk8s-plus-27';
import { UpdateStrategy } from '../../lib';
import { synthApp } from '../support/synth';

test.each([
  ['a rolling update', UpdateStrategy.rollingUpdate(), { type: 'RollingUpdate' }],
  [
    'a partition',
    UpdateStrategy.rollingUpdate({ partition: 2 }),
    { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
  ],
  [
    'two away',
    UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }),
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
  ],
  [
    'a quarter away',
    UpdateStrategy.rollingUpdate({ maxUnavailablePercent: 25 }),
    { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%' } },
  ],
  ['on delete', UpdateStrategy.onDelete(), { type: 'OnDelete' }],
])('the update strategy can be %s', (_, updateStrategy, expected) => {
  expect(synthApp({ updateStrategy, kubernetesVersion: '1.37' }).statefulSet.spec.updateStrategy).toEqual(expected);
});

test('what is said of the life of pods comes out as it is', () => {
  const { statefulSet, pod, service } = synthApp({
    podManagementPolicy: PodManagementPolicy.PARALLEL,
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
    terminationGracePeriodSeconds: 120,
    publishNotReadyAddresses: true,
    podAnnotations: { a: 'b' },
    podLabels: { tier: 'web' },
  });

  expect(statefulSet.spec).toMatchObject({
    podManagementPolicy: 'Parallel',
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
  });
  expect(pod.terminationGracePeriodSeconds).toBe(120);
  expect(service.spec.publishNotReadyAddresses).toBe(true);
  expect(statefulSet.spec.template.metadata).toEqual({
    labels: { 'app.kubernetes.io/name': 'wiki', tier: 'web' },
    annotations: { a: 'b' },
  });
});

test('what is not said is left to Kubernetes', () => {
  expect(Object.keys(synthApp().statefulSet.spec).sort()).toEqual(['replicas', 'selector', 'serviceName', 'template']);
});
