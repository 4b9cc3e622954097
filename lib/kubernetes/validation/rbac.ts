import { asList, asObject, asObjects, deepEqual, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Subdomain } from './names';

const RBAC = 'rbac.authorization.k8s.io';

/** The rules of a Role or ClusterRole. */
export function validateRole(role: PlainObject, namespaced: boolean, errors: FieldErrors): void {
  const aggregation = role['aggregationRule'];
  if (aggregation !== undefined && asList(asObject(aggregation)['clusterRoleSelectors']).length === 0) {
    const detail = 'at least one clusterRoleSelector required if aggregationRule is non-nil';
    errors.required('aggregationRule.clusterRoleSelectors', detail);
  }
  asObjects(role['rules']).forEach((rule, index) => {
    const field = `rules[${index}]`;
    const has = (name: string): boolean => asList(rule[name]).length > 0;
    if (!has('verbs')) errors.required(`${field}.verbs`, 'verbs must contain at least one value');
    if (has('nonResourceURLs')) {
      const urls = rule['nonResourceURLs'];
      const path = `${field}.nonResourceURLs`;
      if (namespaced) errors.invalid(path, urls, 'namespaced rules cannot apply to non-resource URLs');
      if (has('apiGroups') || has('resources') || has('resourceNames')) {
        errors.invalid(path, urls, 'rules cannot apply to both regular resources and non-resource URLs');
      }
      return;
    }
    if (!has('apiGroups')) errors.required(`${field}.apiGroups`, 'resource rules must supply at least one api group');
    if (!has('resources')) errors.required(`${field}.resources`, 'resource rules must supply at least one resource');
  });
}

/** A RoleBinding or ClusterRoleBinding: whom it binds may change, what to may not. */
export function validateBinding(
  binding: PlainObject,
  old: PlainObject | undefined,
  namespaced: boolean,
  errors: FieldErrors,
): void {
  const role = asObject(binding['roleRef']);
  if (old !== undefined && !deepEqual(role, asObject(old['roleRef']))) {
    errors.immutable('roleRef', role, 'cannot change roleRef');
  }
  errors.oneOf('roleRef.apiGroup', role['apiGroup'] ?? '(none)', [RBAC]);
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  errors.oneOf('roleRef.kind', role['kind'] ?? '(none)', kinds);
  if (role['name'] === undefined) errors.required('roleRef.name');
  asObjects(binding['subjects']).forEach((subject, index) => {
    validateSubject(subject, `subjects[${index}]`, namespaced, errors);
  });
}

function validateSubject(subject: PlainObject, field: string, namespaced: boolean, errors: FieldErrors): void {
  const { name, apiGroup, namespace } = subject;
  if (name === undefined) errors.required(`${field}.name`);
  switch (subject['kind']) {
    case 'ServiceAccount':
      if (typeof name === 'string') errors.messages(`${field}.name`, name, dns1123Subdomain(name));
      if (apiGroup !== undefined) errors.oneOf(`${field}.apiGroup`, apiGroup, ['']);
      if (!namespaced && namespace === undefined) errors.required(`${field}.namespace`);
      return;
    case 'User':
    case 'Group':
      errors.oneOf(`${field}.apiGroup`, apiGroup, [RBAC]);
      return;
    default:
      errors.oneOf(`${field}.kind`, subject['kind'] ?? '(none)', ['ServiceAccount', 'User', 'Group']);
  }
}
