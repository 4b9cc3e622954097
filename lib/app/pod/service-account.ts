import type { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { dnsSubdomainFault } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import type { App } from '../base/app';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import { checkName } from '../base/problem';
import type { AccessRule, ServiceAccountChoice } from './service-account-props';

/** The account that the pods name; nothing for that of the namespace. */
export function serviceAccountName(props: ServiceAccountChoice, appName: string): string | undefined {
  return props.serviceAccount === undefined ? props.serviceAccountName : (props.serviceAccount.name ?? appName);
}

export function checkServiceAccount(report: Report, props: ServiceAccountChoice, { identity }: App): void {
  const { serviceAccount } = props;
  if (serviceAccount === undefined) return;
  if (props.serviceAccountName !== undefined) {
    report({
      code: 'service-account-twice',
      prop: 'serviceAccountName',
      value: props.serviceAccountName,
      message: 'must not be given beside serviceAccount, which makes the account',
    });
  }
  const name = serviceAccountName(props, identity.name) ?? '';
  const fault = dnsSubdomainFault(name);
  checkName(report, { code: 'object-name-invalid', prop: 'serviceAccount.name', value: name, fault });
  checkLabels(report, serviceAccount.labels, 'serviceAccount.labels');
  checkAnnotations(report, serviceAccount.annotations, 'serviceAccount.annotations');
}

/** The account, and its Role with the binding where it may do something. */
export function serviceAccount(props: ServiceAccountChoice, app: App): Companion[] {
  const { serviceAccount: given } = props;
  if (given === undefined) return [];
  const name = serviceAccountName(props, app.identity.name) ?? '';
  const account = k8s.KubeServiceAccount.manifest({
    metadata: companionMetadata(app, name, given),
    automountServiceAccountToken: given.automountToken,
  }) as ApiObjectProps;
  return [
    { id: 'ServiceAccount', kind: 'ServiceAccount', name, manifest: account },
    ...(given.rules?.length ? access(name, given.rules, app) : []),
  ];
}

function access(name: string, rules: readonly AccessRule[], app: App): Companion[] {
  const metadata = companionMetadata(app, name);
  const role = k8s.KubeRole.manifest({
    metadata,
    rules: rules.map(({ apiGroups = [''], resources, resourceNames, verbs }) => ({
      apiGroups,
      resources,
      resourceNames,
      verbs,
    })),
  }) as ApiObjectProps;
  const binding = k8s.KubeRoleBinding.manifest({
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    // Without a namespace it is the account of the binding's own (source: kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go).
    subjects: [{ kind: 'ServiceAccount', name, namespace: app.targetNamespace }],
  }) as ApiObjectProps;
  return [
    { id: 'Role', kind: 'Role', name, manifest: role },
    { id: 'RoleBinding', kind: 'RoleBinding', name, manifest: binding },
  ];
}
