import { App, Chart, Testing } from 'cdk8s';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import {
  ClaimRetention,
  Cluster,
  type ClusterProps,
  GitOpsApp,
  PodSecurityLevel,
  ReclaimPolicy,
  StatefulWebApp,
  type StatefulWebAppProps,
  StorageClassRef,
  SynthReport,
  Volume,
} from '../../lib';
import { type Diagnostic, diagnosticsOf } from '../../lib/messages/diagnostic';
import { SMALLEST, synthApp, synthErrors, summaries } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };
const ebs = (props: Partial<ClusterProps> = {}): Cluster =>
  Cluster.of({
    name: 'aws',
    storageClasses: [
      { name: 'gp3', provisioner: 'ebs.csi.aws.com', isDefault: true, reclaimPolicy: ReclaimPolicy.DELETE },
    ],
    tiers: { fast: 'gp3' },
    ...props,
  });
const fast = { ...www, storageClass: StorageClassRef.tier('fast') };
const warnings = (props: Partial<StatefulWebAppProps>): Omit<Diagnostic, 'message' | 'construct'>[] =>
  diagnosticsOf(synthApp(props).app).map(({ severity, code, prop, remedy, value }) => ({
    severity,
    code,
    prop,
    remedy,
    value,
  }));

test('a tier is the class that the cluster has for it', () => {
  const { statefulSet } = synthApp({ cluster: ebs(), claims: [fast] });
  expect(statefulSet.spec.volumeClaimTemplates[0].spec.storageClassName).toBe('gp3');
});

test('a tier without a cluster says where the cluster comes from', () => {
  expect(synthErrors({ claims: [fast] })).toEqual([
    "[chart/wiki] `claims[www].storageClass` = 'fast': is a tier, and only a cluster defines which class that is. Create the chart under app.cluster(Cluster.fromFolder('clusters/…')) of a GitOpsApp, or set cluster. [storage-tier-without-cluster]",
  ]);
});

test('a tier that the cluster does not have names the nearest', () => {
  const errors = synthErrors({ cluster: ebs(), claims: [{ ...www, storageClass: StorageClassRef.tier('fasst') }] });
  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual(['claims[www].storageClass [unknown-storage-tier]']);
});

test("the cluster's domain and version are the defaults, and props go before them", () => {
  const cluster = ebs({ clusterDomain: 'example.org', kubernetesVersion: '1.30' });
  const sidecars = [{ name: 'log', image: 'example/log:1' }];

  const { app, pod } = synthApp({ cluster, sidecars });
  expect(app.podHost(0)).toBe('wiki-0.wiki.default.svc.example.org');
  expect(pod.initContainers.map(({ name }: { name: string }) => name)).toEqual(['log']);

  const own = synthApp({ cluster, sidecars, clusterDomain: 'cluster.local', kubernetesVersion: '1.28' });
  expect(own.app.podHost(0)).toBe('wiki-0.wiki.default.svc.cluster.local');
  expect(own.pod.initContainers).toBeUndefined();
});

test('an app below the cluster of a GitOpsApp knows it, and one in a nested chart too', () => {
  const target = new GitOpsApp({ report: SynthReport.QUIET }).cluster(ebs());
  const chart = new Chart(new Chart(target, 'outer'), 'inner');
  new StatefulWebApp(chart, 'wiki', { ...SMALLEST, claims: [fast] });

  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'StatefulSet');
  expect(spec.volumeClaimTemplates[0].spec.storageClassName).toBe('gp3');
});

test('one app in two clusters is two apps, and none overwrites the other', () => {
  const app = new GitOpsApp({ report: SynthReport.QUIET });
  const charts = ['a', 'b'].map((name) => {
    const chart = new Chart(app.cluster(Cluster.of({ name })), 'web');
    new StatefulWebApp(chart, 'wiki', { ...SMALLEST, claims: [www] });
    return chart;
  });
  for (const chart of charts) {
    expect(() => Testing.synth(chart)).not.toThrow();
  }
});

test('what is dangerous warns, and is told no more once it is acknowledged', () => {
  const props = { cluster: ebs(), claims: [fast] };
  expect(warnings(props)).toMatchObject([
    { severity: 'warning', code: 'reclaim-policy-delete', prop: 'claims[www].storageClass' },
  ]);
  expect(
    warnings({ ...props, acknowledge: [{ code: 'reclaim-policy-delete', reason: 'backed up each night' }] }),
  ).toEqual([]);
  expect(
    warnings({ ...props, cluster: ebs({ acknowledge: [{ code: 'reclaim-policy-delete', reason: 'a sandbox' }] }) }),
  ).toEqual([]);
});

test('an acknowledgement that is not needed is told, unless nothing is known of the cluster', () => {
  const acknowledge = [{ code: 'node-local-volume', reason: 'x' }];
  const quiet = ebs({ acknowledge: [{ code: 'reclaim-policy-delete', reason: 'a sandbox' }] });
  expect(warnings({ cluster: quiet, claims: [fast], acknowledge })).toMatchObject([
    { code: 'unused-acknowledgement', prop: 'acknowledge' },
  ]);
  expect(warnings({ claims: [www], acknowledge })).toEqual([]);
});

test('an acknowledgement of no warning is an error', () => {
  expect(synthErrors({ acknowledge: [{ code: 'reclaim-policy-deleted', reason: 'x' }] })).toEqual([
    "[chart/wiki] `acknowledge[0].code` = 'reclaim-policy-deleted': must be the code of a storage warning. Write 'reclaim-policy-delete'. [unknown-acknowledgement]",
  ]);
});

test.each<[string, StatefulWebAppProps['scheduling'], string[]]>([
  ['the default spread, which only prefers', undefined, []],
  [
    'a required spread',
    {
      topologySpread: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }],
    },
    ['zonal-volume-spread'],
  ],
  [
    'a required anti-affinity',
    {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone' }],
        },
      },
    },
    ['zonal-volume-spread'],
  ],
])('zonal volumes under %s', (_, scheduling, codes) => {
  const cluster = ebs({ acknowledge: [{ code: 'reclaim-policy-delete', reason: 'a sandbox' }] });
  expect(warnings({ cluster, claims: [fast], scheduling }).map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['whenDeleted', 'claims-deleted-with-app'],
  ['whenScaled', 'claims-deleted-with-replicas'],
])('to delete data %s warns, until it is acknowledged', (prop, code) => {
  const props = { claims: [www], claimRetention: { [prop]: ClaimRetention.DELETE_DATA } };
  expect(warnings(props)).toMatchObject([{ severity: 'warning', code, prop: `claimRetention.${prop}` }]);
  expect(warnings({ ...props, acknowledge: [{ code, reason: 'a cache' }] })).toEqual([]);
  expect(warnings({ ...props, claims: [] })).toEqual([]);
});

describe('a claim that several pods mount', () => {
  const shared = (claim: string, modes: PersistentVolumeAccessMode[] | undefined, replicas: number): string[] =>
    warnings({
      replicas,
      claims: [www],
      volumes: [Volume.existingClaim('shared', claim, { accessModes: modes })],
      mounts: [{ name: 'shared', mountPath: '/shared' }],
    }).map(({ code, prop }) => `${prop} ${code}`);
  const once = [PersistentVolumeAccessMode.READ_WRITE_ONCE];

  test.each<[string, string, PersistentVolumeAccessMode[] | undefined, number, string[]]>([
    ['ReadWriteOnce warns', 'media', once, 2, ['volumes[shared].accessModes read-write-once-shared']],
    [
      'a claim of one of them warns',
      'www-wiki-0',
      undefined,
      2,
      ['volumes[shared].accessModes read-write-once-shared'],
    ],
    ['ReadWriteMany is fine', 'media', [PersistentVolumeAccessMode.READ_WRITE_MANY], 2, []],
    ['one pod is fine', 'media', once, 1, []],
    ['nothing is guessed of a claim that is not known', 'media', undefined, 2, []],
  ])('%s', (_, claim, modes, replicas, expected) => {
    expect(shared(claim, modes, replicas)).toEqual(expected);
  });

  test('ReadWriteOncePod is an error: the others would stay Pending', () => {
    const [error] = synthErrors({
      replicas: 2,
      volumes: [
        Volume.existingClaim('shared', 'media', { accessModes: ['ReadWriteOncePod' as PersistentVolumeAccessMode] }),
      ],
      mounts: [{ name: 'shared', mountPath: '/shared' }],
    });
    expect(summaries([error!])).toEqual(['volumes[shared].accessModes [read-write-once-pod-shared]']);
  });
});

test('a plain cdk8s App has no cluster, and nothing is guessed', () => {
  const chart = new Chart(new App(), 'chart');
  const app = new StatefulWebApp(chart, 'wiki', {
    ...SMALLEST,
    claims: [www],
    securityLevel: PodSecurityLevel.BASELINE,
  });
  expect(diagnosticsOf(app)).toEqual([]);
});
