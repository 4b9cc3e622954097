import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { plan, type PlanOptions } from '../../../../lib/plan';
import { statefulSet } from '../../objects';
import { deployment } from '../../workloads';

const autoscaler = (minReplicas: number | undefined, maxReplicas: number, kind = 'StatefulSet'): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind, name: 'web' },
    ...(minReplicas !== undefined && { minReplicas }),
    maxReplicas,
  },
});

function said(before: Manifest[], after: Manifest[], options: PlanOptions = {}): string | undefined {
  const { changes } = plan(before, after, options);
  const found = changes.flatMap(({ findings }) => findings);
  return found.find(({ code }) => code === 'autoscaler-moves-replicas')?.message;
}

const live = (replicas: number): PlanOptions => {
  const object = statefulSet({ replicas });
  return { facts: { live: [{ ...object, metadata: { ...object.metadata, uid: 'u' } as Manifest['metadata'] }] } };
};

describe('the bounds of an autoscaler', () => {
  const set = statefulSet({ replicas: 3 });

  test('above the number of pods add pods and claims', () => {
    const text = said([set], [set, autoscaler(5, 9)]);
    expect(text).toMatch(/web-3 and web-4, with the claims www-web-3 and www-web-4/);
  });

  test('below it delete pods, highest ordinal first, and leave their claims', () => {
    const text = said([set], [set, autoscaler(1, 1)]);
    expect(text).toMatch(/Deleted: web-2 and web-1.*www-web-2 and www-web-1 are kept/);
  });

  test('around it change nothing', () => {
    expect(said([set], [set, autoscaler(3, 3)])).toBeUndefined();
    expect(said([set], [set, autoscaler(undefined, 9)])).toBeUndefined();
  });

  test('that were so before are no news, and of pods that nobody counted nothing is said', () => {
    expect(said([set, autoscaler(5, 9)], [set, autoscaler(5, 9)])).toBeUndefined();
    expect(said([set, autoscaler(1, 9)], [set, autoscaler(5, 9)])).toBeUndefined();
  });

  test('are compared with the pods that are live', () => {
    const unset = statefulSet({ replicas: undefined });
    const [before, after] = [
      [unset, autoscaler(1, 9)],
      [unset, autoscaler(5, 9)],
    ];
    expect(said(before, after, live(4))).toContain('has 4 replicas');
    expect(said(before, after, live(6))).toBeUndefined();
    expect(said(before, after, live(0))).toBeUndefined();
  });

  test('of a Deployment name no pods', () => {
    const web = deployment({ replicas: 2 });
    expect(said([web], [web, autoscaler(4, 9, 'Deployment')])).toMatch(/scales it to 4, whatever its metrics say$/);
  });
});
