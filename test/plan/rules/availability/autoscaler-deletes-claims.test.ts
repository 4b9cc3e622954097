import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { plan } from '../../../../lib/plan';
import { statefulSet } from '../../objects';

const set = (spec = {}): Manifest =>
  statefulSet({ replicas: 3, persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' }, ...spec });
const scaler = (minReplicas: number | undefined, maxReplicas: number): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { minReplicas, maxReplicas, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' } },
});
const told = (before: Manifest[], after: Manifest[]): unknown[] =>
  plan(before, after).changes.flatMap(({ findings }) =>
    findings
      .filter(({ code }) => code === 'autoscaler-deletes-claims')
      .map(({ impact, before: from, after: to }) => [impact, from, to]),
  );

describe('an autoscaler of a StatefulSet whose claims go with its pods', () => {
  test.each([
    ['has fewer pods at most', scaler(1, 1)],
    ['has fewer pods at least', scaler(1, 9)],
    ['names no least number', scaler(undefined, 9)],
  ])('is a data risk where it %s', (_, autoscaler) => {
    expect(told([set()], [set(), autoscaler])).toEqual([['data-risk', 3, 1]]);
    expect(told([set()], [set({ replicas: undefined }), autoscaler])).toEqual([['data-risk', 3, 1]]);
  });

  test('is one where its lower bound falls', () => {
    expect(told([set(), scaler(3, 5)], [set(), scaler(2, 5)])).toEqual([['data-risk', 3, 2]]);
  });

  test.each([
    ['keeps as many pods', [set(), scaler(3, 5)]],
    ['has claims that are kept', [set({ persistentVolumeClaimRetentionPolicy: {} }), scaler(1, 1)]],
    [
      'scales something else',
      [set(), { ...scaler(1, 1), spec: { maxReplicas: 1, scaleTargetRef: { kind: 'Deployment', name: 'web' } } }],
    ],
    ['takes no more than the manifest does', [set({ replicas: 1 }), scaler(1, 1)]],
  ])('is none where it %s', (_, after) => {
    expect(told([set()], after as Manifest[])).toEqual([]);
  });

  test('is none of a set without claims', () => {
    const bare = set({ volumeClaimTemplates: [] });
    expect(told([bare], [bare, scaler(1, 1)])).toEqual([]);
  });

  test('is none of a set that is new, or where nothing changes', () => {
    expect(told([], [set(), scaler(1, 1)])).toEqual([]);
    expect(told([set(), scaler(1, 1)], [set({ minReadySeconds: 5 }), scaler(1, 1)])).toEqual([]);
    expect(told([set(), scaler(1, 5)], [set(), scaler(1, 1)])).toEqual([]);
  });
});
