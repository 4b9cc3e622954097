import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { codesOf, deployment } from '../../workloads';

type Fields = Record<string, unknown>;

describe('a disruption budget', () => {
  const budget = (spec: Fields): Manifest => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
  const blocks = 'budget-blocks-drain update';
  const created = (replicas: number | undefined, spec: Fields): string[] => {
    const web = deployment({ replicas });
    return codesOf('PodDisruptionBudget default/web', [web], [web, budget(spec)]);
  };

  test.each([
    [undefined, { minAvailable: 1 }],
    [2, { minAvailable: 2 }],
    [3, { minAvailable: '67%' }],
    [3, { minAvailable: '100%' }],
    [3, { maxUnavailable: 0 }],
    [3, {}],
  ])('blocks a drain of %s replicas with %j', (replicas, spec) => {
    expect(created(replicas, spec)).toContain(blocks);
  });

  test.each([
    [2, { minAvailable: 1 }],
    [3, { minAvailable: '66%' }],
    [3, { maxUnavailable: '10%' }],
    [1, { maxUnavailable: 1 }],
  ])('lets a node of %s replicas be drained with %j', (replicas, spec) => {
    expect(created(replicas, spec)).not.toContain(blocks);
  });

  test('cannot count a share of bare pods', () => {
    const bare: Manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'example/app:1' }] },
    };
    const two = { ...bare, metadata: { ...bare.metadata, name: 'web-2' } };
    const of = (spec: Fields): string[] =>
      codesOf('PodDisruptionBudget default/web', [bare, two], [bare, two, budget(spec)]);
    expect(of({ maxUnavailable: 1 })).toContain(blocks);
    expect(of({ minAvailable: '50%' })).toContain(blocks);
    expect(of({ minAvailable: 1 })).not.toContain(blocks);
  });

  test('beside another one on the same pods blocks every drain', () => {
    const overlap = 'budgets-overlap update';
    const web = deployment({ replicas: 3 });
    const all = { ...budget({ selector: {}, maxUnavailable: 1 }), metadata: { name: 'all' } };
    const other = {
      ...budget({ selector: { matchLabels: { app: 'other' } }, maxUnavailable: 1 }),
      metadata: { name: 'all' },
    };
    const own = budget({ maxUnavailable: 1 });
    const name = 'PodDisruptionBudget default/all';
    expect(codesOf(name, [web, own], [web, own, all])).toContain(overlap);
    expect(codesOf(name, [web, own], [web, own, other])).not.toContain(overlap);
    expect(codesOf(name, [web, own, all], [deployment({ replicas: 4 }), own, all])).toEqual([]);
    expect(codesOf(name, [own, other], [own, all])).not.toContain(overlap);
  });

  test('blocks a drain once its workload is scaled down, and is not named again for other changes', () => {
    const own = budget({ minAvailable: 1 });
    const name = 'PodDisruptionBudget default/web';
    expect(codesOf(name, [deployment({ replicas: 2 }), own], [deployment({ replicas: 1 }), own])).toContain(blocks);
    const image = deployment({ replicas: 1, minReadySeconds: 5 });
    expect(codesOf(name, [deployment({ replicas: 1 }), own], [image, own])).toEqual([]);
  });

  test('of a workload that an autoscaler scales is not judged', () => {
    const web = deployment();
    const after = [web, scaler(), budget({ minAvailable: 1 })];
    expect(codesOf('PodDisruptionBudget default/web', [web, scaler()], after)).not.toContain(blocks);
  });
});

function scaler(): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  };
}

describe('an autoscaler', () => {
  const beside = 'autoscaler-beside-replicas update';
  const name = 'HorizontalPodAutoscaler default/web';

  test('beside replicas in the manifest is named, once', () => {
    const web = deployment({ replicas: 2 });
    expect(codesOf(name, [web], [web, scaler()])).toContain(beside);
    expect(codesOf(name, [web, scaler()], [deployment({ replicas: 3 }), scaler()])).not.toContain(beside);
  });

  test('decides alone if the manifest leaves replicas out', () => {
    expect(codesOf(name, [deployment()], [deployment(), scaler()])).not.toContain(beside);
  });
});
