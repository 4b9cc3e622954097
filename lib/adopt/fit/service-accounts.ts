import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, type PlainObject } from '../../kubernetes/plain';
import { codeOf, MapCode, mapOf } from '../code/code';
import { evaluate } from '../code/evaluate';
import { ownMetadata } from './candidate';

/** The account that the pods name. */
export function withServiceAccount(props: MapCode, account: Manifest & PlainObject): MapCode {
  return props.with('serviceAccountName', undefined).with(
    'serviceAccount',
    mapOf({
      name: account.metadata.name,
      automountToken: account['automountServiceAccountToken'],
      ...ownMetadata(props, account),
    }),
  );
}

/** What the account may do, if its Role and the binding are called as it is. */
export function withRole(props: MapCode, role: Manifest & PlainObject): MapCode | undefined {
  const account = props.get('serviceAccount');
  if (!(account instanceof MapCode)) return undefined;
  const name = account.get('name');
  if (name === undefined || evaluate(name) !== role.metadata.name) return undefined;
  const rules = asObjects(role['rules']).map(({ verbs, resources, apiGroups, resourceNames }) => ({
    verbs,
    resources,
    apiGroups,
    resourceNames,
  }));
  return props.with('serviceAccount', account.with('rules', codeOf(rules)));
}
