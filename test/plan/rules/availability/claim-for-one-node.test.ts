import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { app, codesOf, deployment, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const WEB = 'Deployment default/web';
const told = 'claim-for-one-node';

const claim = (...accessModes: string[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'files' },
  spec: { accessModes, resources: { requests: { storage: '1Gi' } } },
});
const web = (tag: number, spec: Fields = {}): Manifest =>
  deployment(spec, {
    containers: [app({ image: `example/app:${tag}`, volumeMounts: [{ name: 'files', mountPath: '/files' }] })],
    volumes: [{ name: 'files', persistentVolumeClaim: { claimName: 'files' } }],
  });
const codes = (mode: string, from: Fields, to: Fields): string =>
  codesOf(WEB, [claim(mode), web(1, from)], [claim(mode), web(2, to)]).join();

describe('a claim for one node', () => {
  test('is wanted by two pods while a Deployment rolls', () => {
    expect(codes('ReadWriteOnce', {}, {})).toContain(told);
    const said = messagesOf(told, [claim('ReadWriteOncePod'), web(1)], [claim('ReadWriteOncePod'), web(2)]);
    expect(said).toContain('ReadWriteOncePod');
    expect(said).toContain('Recreate');
  });

  test('is wanted by one alone if the old pod goes first, or nothing rolls', () => {
    const recreate = { strategy: { type: 'Recreate' } };
    expect(codes('ReadWriteOnce', recreate, recreate)).not.toContain(told);
    const without = { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } };
    expect(codes('ReadWriteOnce', without, without)).not.toContain(told);
    expect(codes('ReadWriteMany', {}, {})).not.toContain(told);
    const labelled = { ...web(1), metadata: { name: 'web', labels: { a: 'b' } } };
    expect(codesOf(WEB, [claim('ReadWriteOnce'), web(1)], [claim('ReadWriteOnce'), labelled]).join()).not.toContain(
      told,
    );
  });

  test('is wanted by all replicas, and by as many as an autoscaler makes at least', () => {
    expect(codes('ReadWriteOnce', { replicas: 1 }, { replicas: 3 })).toContain(told);
    expect(codes('ReadWriteOnce', { replicas: 3 }, { replicas: 3 })).not.toContain(told);
    const autoscaler: Manifest = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        minReplicas: 2,
        maxReplicas: 4,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    };
    const objects = [claim('ReadWriteOnce'), web(1)];
    expect(messagesOf(told, objects, [claim('ReadWriteOnce'), web(2), autoscaler])).toContain('2 pods');
  });
});
