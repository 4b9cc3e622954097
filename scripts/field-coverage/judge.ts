import { decode } from '../../lib/kubernetes/fields/decode';
import { struct } from '../../lib/kubernetes/fields/fields';
import { dnsLabelFault } from '../../lib/kubernetes/names';
import { asObject, at, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';
import { validateStatefulSet } from '../../lib/kubernetes/validation/stateful-set';
import { KUBERNETES_VERSIONS, minorOf, NEWEST_KUBERNETES } from '../../lib/kubernetes/versions';

/** The version whose rules judge and whose defaults are filled in before two manifests are compared. */
export const TARGET = NEWEST_KUBERNETES;

/** What the server writes itself and no author means. */
const SERVER_OWNED = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/** Why an API server would refuse a StatefulSet or drop a part of it; nothing where it is valid. */
export function faultsOf(manifest: PlainObject): string[] {
  if (manifest['apiVersion'] !== 'apps/v1') {
    return [`apiVersion ${String(manifest['apiVersion'])}: no Kubernetes from ${KUBERNETES_VERSIONS[0]} on serves it`];
  }
  const { value, errors, unknown } = decode(authored(manifest), struct('StatefulSet'), minorOf(TARGET));
  const faults = [
    ...errors.map(({ path, message }) => `${path}: ${message}`),
    ...unknown.map((path) => `${path}: unknown field`),
  ];
  if (faults.length > 0) return faults;
  const namespace = at(value, 'metadata', 'namespace');
  const fault = typeof namespace === 'string' ? dnsLabelFault(namespace) : undefined;
  return [
    ...(fault === undefined ? [] : [`metadata.namespace: ${fault}`]),
    ...validateStatefulSet(value, minorOf(TARGET)).list.map(({ field, detail, type }) => `${field}: ${detail || type}`),
  ];
}

/** As the API server would store it: defaults filled in, quantities in one notation, nothing that is only notation. */
export function stored(manifest: PlainObject): PlainObject {
  return decode(authored(manifest), struct('StatefulSet'), minorOf(TARGET)).value;
}

/** The manifest without what the server writes and without nulls, which are the same as nothing. */
export function authored(manifest: PlainObject): PlainObject {
  const rest = withoutNulls(manifest) as PlainObject;
  delete rest['status'];
  const metadata = Object.fromEntries(
    Object.entries(asObject(rest['metadata'])).filter(([key]) => !SERVER_OWNED.includes(key)),
  );
  return { ...rest, metadata };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}
