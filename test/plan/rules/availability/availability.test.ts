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
