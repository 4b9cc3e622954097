import { Chart, Testing } from 'cdk8s';
import { PersistentVolumeMode } from 'cdk8s-plus-27';
import { Cluster, StatefulWebApp, type StatefulWebAppProps, StorageClassRef } from '../../lib';
import { SMALLEST, synthApp, synthErrors, summaries } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };
const KEPT = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

const claimsOf = (props: Partial<StatefulWebAppProps>): ReturnType<typeof synthApp>['manifests'] =>
  synthApp(props).manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim');
const namesOf = (props: Partial<StatefulWebAppProps>): string[] =>
  claimsOf(props).map(({ metadata }) => metadata.name as string);
const standard = Cluster.of({
  name: 'kind',
  storageClasses: [{ name: 'standard', provisioner: 'rancher.io/local-path', allowVolumeExpansion: false }],
  acknowledge: [{ code: 'node-local-volume', reason: 'one node' }],
});

test('claims that have not grown stand in the template alone', () => {
  expect(claimsOf({ replicas: 2, claims: [www] })).toEqual([]);
});

test('a claim that has grown stands in git for each ordinal, kept by every tool, with no field that the live claim may lack', () => {
  const { manifests, statefulSet } = synthApp({ replicas: 2, claims: [{ ...www, grownTo: '5Gi' }] });

  expect(manifests.map(({ kind }) => kind as string)).toEqual([
    'Service',
    'PersistentVolumeClaim',
    'PersistentVolumeClaim',
    'StatefulSet',
    'PodDisruptionBudget',
  ]);
  expect(manifests[2]).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'www-wiki-1', labels: { 'app.kubernetes.io/name': 'wiki' }, annotations: KEPT },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
  });
  expect(statefulSet.spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('1Gi');
});

test('growth leaves the StatefulSet as it is, byte for byte', () => {
  const grown = synthApp({ claims: [{ ...www, grownTo: '5Gi' }] });
  expect(JSON.stringify(grown.statefulSet)).toBe(JSON.stringify(synthApp({ claims: [www] }).statefulSet));
});

test('what the template says the claims say too, the labels under those of the selector', () => {
  const [claim] = claimsOf({
    namespace: 'prod',
    labels: { 'not-on': 'claims' },
    selectorLabels: { app: 'wiki' },
    claims: [
      {
        name: 'raw',
        size: '1Gi',
        grownTo: '2Gi',
        devicePath: '/dev/xvda',
        volumeMode: PersistentVolumeMode.BLOCK,
        storageClass: StorageClassRef.named('fast'),
        labels: { app: 'no', tier: 'data' },
        annotations: { note: 'mine' },
      },
    ],
  });

  expect(claim.metadata).toEqual({
    name: 'raw-wiki-0',
    namespace: 'prod',
    labels: { app: 'wiki', tier: 'data' },
    annotations: { note: 'mine', ...KEPT },
  });
  expect(claim.spec).toMatchObject({ storageClassName: 'fast', volumeMode: 'Block' });
});

test('replicas that are added after the growth have the new size from the start', () => {
  expect(namesOf({ replicas: 3, firstOrdinal: 4, claims: [{ ...www, grownTo: '5Gi' }] })).toEqual([
    'www-wiki-4',
    'www-wiki-5',
    'www-wiki-6',
  ]);
});

test('without replicas no claim stands in git, and the annotations keep those that did', () => {
  expect(namesOf({ replicas: 0, claims: [{ ...www, grownTo: '5Gi' }] })).toEqual([]);
});

test('each claim of an app grows by itself', () => {
  const cache = { name: 'cache', size: '1Gi', mountPath: '/cache' };
  expect(namesOf({ replicas: 2, claims: [www, { ...cache, grownTo: '5Gi' }] })).toEqual([
    'cache-wiki-0',
    'cache-wiki-1',
  ]);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  ['to shrink', { claims: [{ ...www, size: '5Gi', grownTo: '1Gi' }] }, 'claims[www].grownTo [growth-not-larger]'],
  [
    'to grow to the first size, however it is written',
    { claims: [{ ...www, grownTo: '1024Mi' }] },
    'claims[www].grownTo [growth-not-larger]',
  ],
  [
    'to grow to what is no quantity',
    { claims: [{ ...www, grownTo: '5GB' }] },
    'claims[www].grownTo [growth-size-invalid]',
  ],
  [
    'to grow under an autoscaler',
    {
      claims: [{ ...www, grownTo: '5Gi' }],
      resources: { requests: { cpu: '1' } },
      autoscaling: { minReplicas: 2, maxReplicas: 3 },
    },
    'claims[www].grownTo [growth-with-autoscaling]',
  ],
  [
    'to grow without a class',
    { claims: [{ ...www, grownTo: '5Gi', storageClass: StorageClassRef.none() }] },
    'claims[www].grownTo [expansion-unsupported]',
  ],
  [
    'to grow where the class does not let it',
    { cluster: standard, claims: [{ ...www, grownTo: '5Gi', storageClass: StorageClassRef.named('standard') }] },
    'claims[www].grownTo [expansion-unsupported]',
  ],
])('it is an error %s', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});

test('an autoscaler that is attached later meets the same error', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new StatefulWebApp(chart, 'wiki', { ...SMALLEST, claims: [{ ...www, grownTo: '5Gi' }] }).markHasAutoscaler();

  expect(() => Testing.synth(chart)).toThrow('[growth-with-autoscaling]');
});
