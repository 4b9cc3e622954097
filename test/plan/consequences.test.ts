import { says } from '../support/says';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { claim, claimTemplate, container, service, statefulSet } from './objects';

/** What is said of the objects of a kind. */
function told(kind: string, before: Manifest[], after: Manifest[]): unknown[] {
  return plan(before, after)
    .changes.filter(({ object }) => object.startsWith(`${kind} `))
    .flatMap(({ findings }) => findings.map(({ code, impact, path, message }) => [code, impact, path, message]));
}

const GONE = ['deleted', 'delete', '', expect.stringContaining('is no longer declared')];

describe('the governing Service', () => {
  const lost = 'peers that cannot find each other may split or start a new cluster';
  test('that goes is still named by its StatefulSet', () => {
    expect(told('Service', [statefulSet(), service()], [statefulSet()])).toEqual([
      [
        'governing-service-removed',
        'outage',
        '',
        `web still names it in serviceName, which cannot change: without it its pods have no DNS names, and ${lost}`,
      ],
      GONE,
    ]);
  });

  test('that gets another name is told as renamed', () => {
    const [removed] = told('Service', [statefulSet(), service()], [statefulSet(), service({}, 'peers')]).filter(
      (each) => (each as string[])[0] === 'governing-service-removed',
    );
    expect(removed).toEqual([
      'governing-service-removed',
      'outage',
      '',
      `Renamed to 'peers', but web still names it in serviceName, which cannot change: without it its pods have no DNS names, and ${lost}`,
    ]);
  });

  test('that becomes another kind of Service gives no names any more', () => {
    const external = service({ type: 'ExternalName', externalName: 'a.example', clusterIP: undefined });
    expect(told('Service', [statefulSet(), service()], [statefulSet(), external])).toContainEqual([
      'governing-service-changed',
      'update',
      'spec.type',
      expect.stringContaining('DNS names'),
    ]);
  });

  test('that selects pods by a label which they lose is told at the StatefulSet', () => {
    const tiered = (tier: string): Manifest =>
      statefulSet({ template: { metadata: { labels: { app: 'web', tier } }, spec: { containers: [container()] } } });
    const peers = service({ selector: { app: 'web', tier: 'a' } });
    expect(told('StatefulSet', [tiered('a'), peers], [tiered('b'), peers])).toContainEqual([
      'governing-service-mismatch',
      'outage',
      'spec.serviceName',
      says("selector of Service 'web'", 'DNS names'),
    ]);
    expect(
      told('StatefulSet', [tiered('b'), peers], [tiered('c'), peers]).map((each) => (each as string[])[0]),
    ).toEqual(['pod-template-changed']);
  });
});

describe('a claim that leaves git', () => {
  const argo = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
  const flux = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  const deletes = ['prunes deletes www-web-0', 'Retain'];
  test.each([
    ['by both tools', { ...argo, ...flux }, 'update', says('www-web-0', 'Argo CD', 'Flux')],
    ['by Argo CD alone', argo, 'data-risk', says(...deletes, 'only', 'Argo CD')],
    ['by Flux alone', flux, 'data-risk', says(...deletes, 'only', 'Flux')],
    ['by none', {}, 'data-risk', says(...deletes)],
    [
      'by Flux alone, where Argo CD 3 takes the first of two contrary options, and 2 the other',
      { 'argocd.argoproj.io/sync-options': 'Prune=true, Prune=false', ...flux },
      'data-risk',
      says(...deletes, 'only', 'Flux'),
    ],
  ])('is kept %s', (_what, annotations, impact, message) => {
    expect(told('PersistentVolumeClaim', [claim('1Gi', { annotations })], [])).toEqual([
      ['claim-deleted', impact, '', message],
    ]);
  });

  test('names the workloads that still mount it', () => {
    const template = {
      metadata: { labels: { app: 'cache' } },
      spec: {
        containers: [{ name: 'cache', image: 'a:1' }],
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'www-web-0' } }],
      },
    };
    const user: Manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cache' },
      spec: { selector: { matchLabels: { app: 'cache' } }, template },
    };
    expect(told('PersistentVolumeClaim', [claim(), user], [user])).toEqual([
      ['claim-deleted', 'data-risk', '', says(...deletes, 'Deployment default/cache', 'Pending')],
    ]);
  });
});

describe('an object that goes while others name it', () => {
  const configured = statefulSet({}, { containers: [container({ envFrom: [{ secretRef: { name: 'keys' } }] })] });
  test('a Secret', () => {
    const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' } };
    expect(told('Secret', [secret, configured], [configured])).toEqual([
      [
        'deleted-but-needed',
        'outage',
        '',
        'StatefulSet default/web still names Secret keys: pods that start from now on wait for it',
      ],
      GONE,
    ]);
    expect(told('Secret', [secret, configured], [])).toEqual([GONE]);
  });

  test('a StorageClass', () => {
    const fast: Manifest = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };
    const set = statefulSet({ volumeClaimTemplates: [claimTemplate({ storageClassName: 'fast' })] });
    expect(told('StorageClass', [fast, set], [set])).toEqual([
      ['deleted-but-needed', 'outage', '', says('StorageClass', 'Pending')],
      GONE,
    ]);
  });
});

test('the reclaim policy of a class is refused, and would change no volume that is there', () => {
  const fast = (reclaimPolicy: string): Manifest => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    reclaimPolicy,
  });
  expect(told('StorageClass', [fast('Delete')], [fast('Retain')])).toEqual([
    ['immutable-field', 'rejected', 'reclaimPolicy', says("'Delete' → 'Retain'", 'refuses', 'reclaimPolicy')],
  ]);
});

test('claims with Argo CD’s tracking label are told when their StatefulSet goes', () => {
  const labels = { app: 'web', 'app.kubernetes.io/instance': 'wiki' };
  const tracked = statefulSet({
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container()] } },
  });
  expect(told('StatefulSet', [tracked, service()], [service()])).toEqual([
    ['stateful-set-deleted', 'outage', '', says('kept with their data')],
    [
      'tracking-label-on-claims',
      'delete',
      'spec.selector.matchLabels[app.kubernetes.io/instance]',
      says('www-web-0 and www-web-1', 'app.kubernetes.io', 'Argo CD', 'StatefulSet'),
    ],
  ]);
});
