import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ClusterFacts, plan, remedyText } from '../../lib/plan';
import { claim, container, statefulSet } from './objects';

/* What the state of live objects makes of a change: some are being deleted, some pods are not ready. */

type Json = Record<string, unknown>;

const deleted = (object: Manifest, finalizers: readonly string[] = ['example.com/hold']): Manifest => ({
  ...object,
  metadata: { ...object.metadata, uid: 'u', deletionTimestamp: '2026-11-28T10:46:00Z', finalizers },
});

const config = (a: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'shop' },
  data: { a },
});

const image = (tag: string, spec: Json = {}): Manifest =>
  statefulSet(spec, { containers: [container({ image: `example/web:${tag}` })] });

function found(before: Manifest, after: Manifest, facts: ClusterFacts) {
  return plan([before], [after], { facts }).changes.flatMap(({ findings }) =>
    findings.map(({ code, impact, message, remedy }) => ({ code, impact, message, remedy: remedyText(remedy) })),
  );
}

const codes = (all: ReturnType<typeof found>): readonly string[] => all.map(({ code, impact }) => `${impact} ${code}`);

describe('an object that is being deleted', () => {
  test.each<[string, Manifest, Manifest, string]>([
    ['a workload is not updated, and is gone', image('1'), image('2'), 'outage'],
    ['a claim goes with its data', claim('1Gi'), claim('1Gi'), 'data-risk'],
    ['a ConfigMap is gone', config('1'), config('2'), 'delete'],
    ['a ConfigMap is gone though nothing changes', config('1'), config('1'), 'delete'],
  ])('is not kept by an apply: %s', (_, before, after, impact) => {
    const [only, ...rest] = found(before, after, { live: [deleted(before)] });
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ code: 'being-deleted', impact });
    expect(only?.message).toContain('example.com/hold');
  });

  test('is judged as any other once it is not', () => {
    const live = { ...config('1'), metadata: { ...config('1').metadata, uid: 'u' } };
    expect(codes(found(config('1'), config('2'), { live: [live] }))).toEqual(['update updated']);
  });

  test('is still refused what the API server refuses', () => {
    const after = image('1', { serviceName: 'other' });
    expect(codes(found(image('1'), after, { live: [deleted(image('1'))] }))).toEqual([
      'outage being-deleted',
      'rejected service-name-immutable',
    ]);
  });

  test('can be a claim whose volume is kept in time', () => {
    const [only] = found(claim('1Gi'), claim('1Gi'), { live: [deleted(claim('1Gi'))] });
    expect(only?.remedy).toContain('"persistentVolumeReclaimPolicy":"Retain"');
  });
});

describe('a claim that somebody deleted while a pod uses it', () => {
  const of = (name: string): Manifest => {
    const own = claim('1Gi', { name });
    return deleted({ ...own, metadata: { ...own.metadata, namespace: 'default' } }, ['kubernetes.io/pvc-protection']);
  };
  test('is gone, and its pod starts empty, once the pod restarts', () => {
    const all = found(image('1'), image('2'), { claims: [of('www-web-1')] });
    const own = all.find(({ code }) => code === 'restart-lets-claim-go');
    expect(own).toMatchObject({ impact: 'data-risk' });
    expect(own?.message).toContain('www-web-1');
    expect(own?.message).toContain('empty');
    expect(own?.message).not.toContain('www-web-0');
  });

  test('stays as long as its pod does', () => {
    const below = { updateStrategy: { rollingUpdate: { partition: 1 } } };
    const all = codes(found(image('1', below), image('2', below), { claims: [of('www-web-0')] }));
    expect(all).toContain('restart pod-template-changed');
    expect(all).not.toContain('data-risk restart-lets-claim-go');
  });

  test('keeps the new pods of a Deployment from starting', () => {
    const deployment = (tag: string): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'wiki', namespace: 'default' },
      spec: {
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { app: 'wiki' } },
        template: {
          metadata: { labels: { app: 'wiki' } },
          spec: {
            containers: [
              { name: 'wiki', image: `example/wiki:${tag}`, volumeMounts: [{ name: 'd', mountPath: '/d' }] },
            ],
            volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'wiki' } }],
          },
        },
      },
    });
    const facts = { claims: [of('wiki')] };
    const own = found(deployment('1'), deployment('2'), facts).find(({ code }) => code === 'restart-lets-claim-go');
    expect(own?.message).toContain('Pending');
    const scaled = deployment('1');
    expect(codes(found(scaled, { ...scaled, metadata: { ...scaled.metadata, labels: { a: 'b' } } }, facts))).toEqual([
      'update field-changed',
    ]);
  });
});

describe('a pod that is not ready when the change is applied', () => {
  const pod = (name: string, status: Json, metadata: Json = {}): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, ...metadata },
    status,
  });
  const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  const pending = { phase: 'Pending' };
  const two = { replicas: 2 };

  const of = (pods: readonly Manifest[], spec: Json = two): readonly string[] =>
    codes(found(image('1', spec), image('2', spec), { pods }));

  test('is waited for by the rollout: the remedy deletes it', () => {
    const pods = [pod('web-0', ready), pod('web-1', pending)];
    const own = found(image('1', two), image('2', two), { pods }).find(({ code }) => code === 'rollout-waits-for-pod');
    expect(own?.message).toContain('web-1');
    expect(own?.remedy).toContain('kubectl delete pod web-1 -n default');
  });

  test.each<[string, readonly Manifest[], Json]>([
    ['all are ready', [pod('web-0', ready), pod('web-1', ready)], two],
    ['the controller replaces it by itself', [pod('web-1', { phase: 'Failed' })], two],
    ['it is being deleted', [pod('web-1', pending, { deletionTimestamp: '2026-11-28T10:46:00Z' })], two],
    ['pods do not wait for each other', [pod('web-1', pending)], { ...two, podManagementPolicy: 'Parallel' }],
    ['no pods were seen', [], two],
  ])('is not told where %s', (_, pods, spec) => {
    expect(of(pods, spec)).not.toContain('restart rollout-waits-for-pod');
    expect(of(pods, spec)).toContain('restart pod-template-changed');
  });
});
