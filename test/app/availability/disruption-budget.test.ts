import {
  AutoscalingMetric,
  DisruptionBudget,
  PodSecurityLevel,
  type StatefulWebAppProps,
  UnhealthyPodEviction,
} from '../../../lib';
import { diagnosticsOf } from '../../../lib/messages/diagnostic';
import { synthApp, synthErrors, summaries } from '../../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */
const budget = (props: Partial<StatefulWebAppProps>): any =>
  synthApp(props).manifests.find(({ kind }) => kind === 'PodDisruptionBudget');

test('an app of several pods lets one at a time be evicted, and a broken one always', () => {
  expect(budget({ replicas: 2 })).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'wiki' },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'wiki' } },
    },
  });
});

test.each<[string, Partial<StatefulWebAppProps>]>([
  ['one pod', { replicas: 1 }],
  ['the level privileged', { replicas: 2, securityLevel: PodSecurityLevel.PRIVILEGED }],
  ['no budget', { replicas: 2, disruptionBudget: DisruptionBudget.none() }],
])('there is none with %s', (_, props) => {
  expect(budget(props)).toBeUndefined();
});

test('an app that an autoscaler may give several pods has one', () => {
  const metrics = [AutoscalingMetric.cpuAverage('500m')];

  expect(budget({ autoscaling: { maxReplicas: 3, metrics } })).toBeDefined();
  expect(budget({ autoscaling: { maxReplicas: 1, metrics } })).toBeUndefined();
});

test.each<[DisruptionBudget, object]>([
  [DisruptionBudget.maxUnavailable(2), { maxUnavailable: 2 }],
  [DisruptionBudget.maxUnavailablePercent(30), { maxUnavailable: '30%' }],
  [DisruptionBudget.minAvailable(2), { minAvailable: 2 }],
  [DisruptionBudget.minAvailablePercent(50), { minAvailable: '50%' }],
  [DisruptionBudget.minAvailable(2, { unhealthyPods: UnhealthyPodEviction.IF_HEALTHY_BUDGET }), { minAvailable: 2 }],
])('a budget is as it is asked for, at every level: %j', (disruptionBudget, spec) => {
  expect(budget({ replicas: 3, securityLevel: PodSecurityLevel.PRIVILEGED, disruptionBudget }).spec).toMatchObject(
    spec,
  );
});

test.each([
  [DisruptionBudget.maxUnavailable(-1), 'disruptionBudget [disruption-budget-invalid]'],
  [DisruptionBudget.minAvailablePercent(101), 'disruptionBudget [disruption-budget-invalid]'],
])('a number out of bounds is an error: %j', (disruptionBudget, message) => {
  expect(summaries(synthErrors({ disruptionBudget }))).toEqual([message]);
});

test.each([
  [DisruptionBudget.maxUnavailable(0), true],
  [DisruptionBudget.maxUnavailablePercent(0), true],
  [DisruptionBudget.maxUnavailablePercent(1), false],
  [DisruptionBudget.minAvailable(3), true],
  [DisruptionBudget.minAvailable(2), false],
  [DisruptionBudget.minAvailablePercent(67), true],
  [DisruptionBudget.minAvailablePercent(66), false],
])('of a budget that no drain can ever get past, it warns: %j', (disruptionBudget, blocks) => {
  const { app } = synthApp({ replicas: 3, disruptionBudget });

  expect(diagnosticsOf(app).map(({ code, severity }) => [code, severity])).toEqual(
    blocks ? [['disruption-budget-blocks-drain', 'warning']] : [],
  );
});

test('a budget may have a name and labels of its own', () => {
  const own = { name: 'wiki-pdb', labels: { tier: 'data' } };

  expect(budget({ disruptionBudget: DisruptionBudget.minAvailable(1, own) }).metadata).toEqual(own);
  expect(synthErrors({ disruptionBudget: DisruptionBudget.minAvailable(1, { name: 'A' }) }).join()).toContain(
    'object-name-invalid',
  );
});
