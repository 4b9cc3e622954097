import { Chart, Testing } from 'cdk8s';
import { AppNamespace, type AppNamespaceProps, PodSecurityLevel } from '../../lib';
import { summaries } from '../support/synth';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- manifests are looked into freely
function synth(props?: AppNamespaceProps, chartNamespace?: string): any {
  const chart = new Chart(Testing.app(), 'chart', { namespace: chartNamespace });
  new AppNamespace(chart, 'docs', props);
  return Testing.synth(chart)[0];
}

function errors(props: object): string[] {
  try {
    synth(props as AppNamespaceProps);
  } catch (error) {
    return summaries(
      (error as Error).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    );
  }
  return [];
}

test('a namespace holds pods to the level restricted, and stays when it leaves git', () => {
  expect(synth()).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'docs',
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
      annotations: {
        'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'helm.sh/resource-policy': 'keep',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  });
});

test('it has the name of the chart, and is in no namespace itself', () => {
  expect(synth({}, 'wiki').metadata).toMatchObject({ name: 'wiki' });
  expect(synth({}, 'wiki').metadata).not.toHaveProperty('namespace');
  expect(synth({ name: 'own' }, 'wiki').metadata.name).toBe('own');
});

test('level, labels and annotations are as asked for', () => {
  const { metadata } = synth({
    securityLevel: PodSecurityLevel.BASELINE,
    labels: { team: 'docs' },
    annotations: { owner: 'docs' },
    keptWhenGoneFromGit: false,
  });
  expect(metadata.labels).toMatchObject({ team: 'docs', 'pod-security.kubernetes.io/enforce': 'baseline' });
  expect(metadata.annotations).toEqual({ owner: 'docs' });
  expect(synth({ keptWhenGoneFromGit: false }).metadata).not.toHaveProperty('annotations');
});

test.each<[string, object, string]>([
  ['a name out of form', { name: 'Docs' }, 'name [namespace-invalid]'],
  ['a prop that is none', { level: 'baseline' }, 'level [prop-unknown]'],
  ['a level that is none', { securityLevel: 'strict' }, 'securityLevel [prop-wrong-type]'],
  ['a label out of form', { labels: { 'a b': '' } }, 'labels[a b] [label-key-invalid]'],
])('%s is an error', (_, props, message) => {
  expect(errors(props)).toEqual([message]);
});
