import type { StatefulWebAppProps } from '../../lib';
import { summaries, synthApp, synthErrors } from '../support/synth';

const props: Partial<StatefulWebAppProps> = {
  standardLabels: {
    instance: 'wiki-staging',
    version: '1.4',
    component: 'web',
    partOf: 'intranet',
    managedBy: 'cdk8s',
  },
  claims: [{ name: 'data', size: '1Gi', mountPath: '/data' }],
  clientService: {},
  configFiles: { '/etc/wiki.ini': '' },
  serviceAccount: {},
};
const all = {
  'app.kubernetes.io/name': 'wiki',
  'app.kubernetes.io/instance': 'wiki-staging',
  'app.kubernetes.io/version': '1.4',
  'app.kubernetes.io/component': 'web',
  'app.kubernetes.io/part-of': 'intranet',
  'app.kubernetes.io/managed-by': 'cdk8s',
};

test('the standard labels are on every object and on the pods', () => {
  const { manifests, statefulSet } = synthApp(props);
  expect(manifests.length).toBeGreaterThan(4);
  for (const { metadata } of manifests) expect(metadata.labels).toMatchObject(all);
  expect(statefulSet.spec.template.metadata.labels).toEqual(all);
});

test('they are in no selector and on no claim, so that a new version is a rollout', () => {
  const { manifests, statefulSet } = synthApp(props);
  expect(statefulSet.spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'wiki' } });
  for (const { kind, spec } of manifests) {
    if (kind === 'Service') expect(spec.selector).toEqual({ 'app.kubernetes.io/name': 'wiki' });
  }
  expect(statefulSet.spec.volumeClaimTemplates[0].metadata).toEqual({ name: 'data' });
});

test('labels of the app come on top, and none are added unless asked for', () => {
  const { statefulSet } = synthApp({ standardLabels: {}, labels: { 'app.kubernetes.io/version': '2' } });
  expect(statefulSet.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'wiki', 'app.kubernetes.io/version': '2' });
  expect(synthApp().statefulSet.metadata).toEqual({ name: 'wiki' });
});

test('what the selector says of a label holds everywhere', () => {
  const selectorLabels = { app: 'w', 'app.kubernetes.io/name': 'knowledge' };
  const { statefulSet } = synthApp({ selectorLabels, standardLabels: {} });
  expect(statefulSet.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'knowledge' });
  expect(statefulSet.spec.template.metadata.labels).toEqual(selectorLabels);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  ['against the selector', { standardLabels: { name: 'x' } }, 'standardLabels.name [pod-label-against-selector]'],
  [
    'out of form',
    { standardLabels: { version: '1.4+beta' } },
    'standardLabels[app.kubernetes.io/version] [label-value-invalid]',
  ],
])('a label %s is an error', (_, given, message) => {
  expect(summaries(synthErrors(given))).toEqual([message]);
});
