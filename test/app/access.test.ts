import { PodSecurityLevel, type StatefulWebAppProps } from '../../lib';
import { summaries, synthApp, synthErrors } from '../support/synth';

const rules = [{ verbs: ['get', 'list'], resources: ['configmaps'] }];
const kinds = (props: Partial<StatefulWebAppProps>): string[] => synthApp(props).manifests.map(({ kind }) => kind);

test('an app without an account of its own has that of its namespace, and no token', () => {
  expect(kinds({})).not.toContain('ServiceAccount');
  expect(synthApp({}).pod).toMatchObject({ automountServiceAccountToken: false });
  expect(synthApp({}).pod).not.toHaveProperty('serviceAccountName');
});

test('an account with a cloud identity gives the pods no token for the Kubernetes API', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/wiki' };
  const { manifests, pod } = synthApp({ labels: { team: 'docs' }, serviceAccount: { annotations } });

  expect(manifests.find(({ kind }) => kind === 'ServiceAccount')).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'wiki', labels: { team: 'docs' }, annotations },
  });
  expect(pod).toMatchObject({ serviceAccountName: 'wiki', automountServiceAccountToken: false });
  expect(kinds({ serviceAccount: { annotations } })).not.toContain('Role');
});

test('rules make a Role that is bound to the account, and the pods get a token', () => {
  const { manifests, pod } = synthApp({ namespace: 'docs', serviceAccount: { name: 'reader', rules } });

  expect(manifests.find(({ kind }) => kind === 'Role')).toMatchObject({
    metadata: { name: 'reader', namespace: 'docs' },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
  });
  expect(manifests.find(({ kind }) => kind === 'RoleBinding')).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'docs' }],
  });
  expect(pod).toMatchObject({ serviceAccountName: 'reader', automountServiceAccountToken: true });
});

test('where nobody names a namespace, the binding names none either, and means its own', () => {
  const { manifests } = synthApp({ serviceAccount: { rules } });
  expect(manifests.find(({ kind }) => kind === 'RoleBinding').subjects).toEqual([
    { kind: 'ServiceAccount', name: 'wiki' },
  ]);
});

test('what pods need to start stands before the StatefulSet', () => {
  const all = kinds({ namespace: 'docs', serviceAccount: { rules } });
  expect(all.indexOf('RoleBinding')).toBeLessThan(all.indexOf('StatefulSet'));
});

test('a token can be kept back, and at the level privileged an account without rules decides itself', () => {
  const withheld = { namespace: 'docs', serviceAccount: { rules }, automountServiceAccountToken: false };
  expect(synthApp(withheld).pod).toMatchObject({ automountServiceAccountToken: false });
  const { pod } = synthApp({ securityLevel: PodSecurityLevel.PRIVILEGED, serviceAccount: {} });
  expect(pod).not.toHaveProperty('automountServiceAccountToken');
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  ['two accounts', { serviceAccountName: 'a', serviceAccount: {} }, 'serviceAccountName [service-account-twice]'],
  ['a name out of form', { serviceAccount: { name: 'A' } }, 'serviceAccount.name [object-name-invalid]'],
  [
    'a key of an annotation out of form',
    { serviceAccount: { annotations: { 'a b': '' } } },
    'serviceAccount.annotations[a b] [annotation-key-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  expect(summaries(synthErrors(props))).toEqual([message]);
});

test('a rule without a verb is refused, as the API server would', () => {
  const errors = synthErrors({ namespace: 'docs', serviceAccount: { rules: [{ verbs: [], resources: ['pods'] }] } });
  expect(errors.join()).toMatch(/verbs.*\[manifest-rejected\]/);
});

test('an account may keep the token from all pods that do not ask for it', () => {
  const { manifests } = synthApp({ serviceAccount: { automountToken: false } });

  expect(manifests.find(({ kind }) => kind === 'ServiceAccount')).toMatchObject({
    automountServiceAccountToken: false,
  });
});
