import type { Manifest } from '../../../lib/kubernetes/manifest';
import { plan } from '../../../lib/plan';
import { remedyText } from '../../../lib/plan/remedy';
import { statefulSet } from '../objects';
import { kind, said } from './said';

const budget = (apiVersion: string, minAvailable = 1): Manifest =>
  kind(apiVersion, 'PodDisruptionBudget', { minAvailable, selector: { matchLabels: { app: 'web' } } });
const BUDGET = 'PodDisruptionBudget default/one';

describe('an API that is not served', () => {
  test('refuses what is created or changed, with the version to write', () => {
    const { changes } = plan([], [budget('policy/v1beta1')], { kubernetes: '1.37', pipeline: 'helm' });
    const [finding] = changes[0]?.findings ?? [];
    expect(finding).toMatchObject({ code: 'api-not-served', impact: 'rejected' });
    expect(remedyText(finding?.remedy ?? [])).toContain('--api-versions policy/v1/PodDisruptionBudget');
    expect(said([], [budget('policy/v1')])).toEqual({ [BUDGET]: ['create created'] });
  });

  test('is one that comes later, that is off, or that nobody has', () => {
    expect(said([], [kind('networking.k8s.io/v1', 'ServiceCIDR')], { kubernetes: '1.30' })).toEqual({
      'ServiceCIDR one': ['rejected api-not-served'],
    });
    const policy = kind('admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy');
    expect(said([], [policy], { kubernetes: '1.30' })['ValidatingAdmissionPolicy one']).toEqual([
      'rejected api-not-served',
    ]);
    expect(said([], [kind('apps/v1', 'Deploymnet')])).toEqual({
      'Deploymnet default/one': ['rejected api-not-served'],
    });
    expect(said([], [kind('example.com/v1', 'Anything')])).toEqual({ 'Anything default/one': ['create created'] });
  });

  test('in the deployed release blocks every upgrade with Helm, and only with Helm', () => {
    const [old, now] = [budget('policy/v1beta1'), budget('policy/v1')];
    expect(said([old], [now], { pipeline: 'helm' })).toEqual({ [BUDGET]: ['rejected release-has-removed-api'] });
    expect(said([old], [now], { pipeline: 'kubectl' })).toEqual({});
    expect(said([old], [now], { pipeline: 'helm', kubernetes: '1.37', apply: 'server' })).toEqual({
      [BUDGET]: ['rejected release-has-removed-api'],
    });
    expect(said([budget('policy/v1')], [budget('policy/v1', 2)], { pipeline: 'helm' })[BUDGET]).toEqual([
      'update updated',
    ]);
  });

  test('of a kind that is gone altogether has no object to delete', () => {
    expect(said([kind('policy/v1beta1', 'PodSecurityPolicy')], [])).toEqual({});
  });

  test('of a kind that is gone is not created by staying as it is written', () => {
    const policy = kind('policy/v1beta1', 'PodSecurityPolicy');
    expect(said([policy], [policy])).toEqual({});
    expect(said([policy], [policy], { kubernetes: '1.37' })).toEqual({});
  });
});

describe('one object in two versions of its API', () => {
  test('is judged after conversion', () => {
    const old = { ...statefulSet(), apiVersion: 'apps/v1beta1' };
    expect(said([old], [statefulSet()])).toEqual({});
    expect(said([old], [statefulSet({ serviceName: 'other' })])['StatefulSet default/web']?.[0]).toBe(
      'rejected service-name-immutable',
    );
  });

  test('is the same in extensions and in the group that its kind moved to', () => {
    const ingress = kind('networking.k8s.io/v1', 'Ingress', {
      rules: [
        {
          host: 'a.example.org',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'ImplementationSpecific',
                backend: { service: { name: 'web', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    });
    const old = kind('extensions/v1beta1', 'Ingress', {
      rules: [
        { host: 'a.example.org', http: { paths: [{ path: '/', backend: { serviceName: 'web', servicePort: 80 } }] } },
      ],
    });
    expect(said([old], [ingress])).toEqual({});
  });
});

describe('the upgrade of a cluster', () => {
  test('says what is no longer served, of manifests that do not change', () => {
    const flow = kind('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema');
    expect(said([flow], [flow], { from: '1.30', kubernetes: '1.34' })).toEqual({
      'FlowSchema one': ['rejected api-not-served'],
    });
    expect(said([flow], [flow], { from: '1.30', kubernetes: '1.31' })).toEqual({});
  });

  test('says which field begins to count', () => {
    const set = statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } });
    const found = said([set], [set], { from: '1.34', kubernetes: '1.37' })['StatefulSet default/web'];
    expect(found).toContain('update field-begins-to-count');
    expect(said([set], [set], { from: '1.33', kubernetes: '1.34' })).toEqual({});
    expect(said([statefulSet()], [statefulSet()], { from: '1.34', kubernetes: '1.37' })).not.toHaveProperty(
      'field-begins-to-count',
    );
  });
});

describe('an autoscaler that changes from one version of its API to the other', () => {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const metric = (name: string, averageUtilization: number) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization } },
  });
  const old = (extra = {}): Manifest =>
    kind('autoscaling/v1', 'HorizontalPodAutoscaler', { maxReplicas: 5, scaleTargetRef: target, ...extra });
  const now = (...metrics: object[]): Manifest =>
    kind('autoscaling/v2', 'HorizontalPodAutoscaler', {
      maxReplicas: 5,
      scaleTargetRef: target,
      ...(metrics.length > 0 && { metrics }),
    });
  const found = (before: Manifest, after: Manifest, apply: 'client' | 'server'): string[] =>
    said([before], [after], { apply })['HorizontalPodAutoscaler default/one'] ?? [];

  test.each(['client', 'server'] as const)('keeps metrics that are not replaced: %s', (apply) => {
    const cpu = old({ targetCPUUtilizationPercentage: 60 });
    expect(found(cpu, now(), apply)).toEqual(['none left-by-version-change']);
    expect(found(cpu, now(metric('cpu', 60)), apply)).toEqual([]);
    expect(found(cpu, now(metric('memory', 50)), apply)).not.toContain('none left-by-version-change');
    expect(found(now(metric('memory', 50)), cpu, apply)).toContain('none left-by-version-change');
    expect(found(now(metric('cpu', 50)), cpu, apply)).not.toContain('none left-by-version-change');
    expect(found(old(), now(), apply)).toEqual([]);
  });
});
