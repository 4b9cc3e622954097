import { decode } from '../../kubernetes/fields/decode';
import { rootStruct } from '../../kubernetes/fields/fields';
import { asObject, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { SERVER_METADATA } from '../../kubernetes/live-object';
import { type KubernetesVersion, minorOf, NEWEST_KUBERNETES } from '../../kubernetes/versions';

/** As the API server would store it: defaults filled in, quantities in one notation, nothing that is only notation. */
export function stored(manifest: PlainObject, version: KubernetesVersion = NEWEST_KUBERNETES): PlainObject {
  const root = rootStruct(manifest['apiVersion'], manifest['kind']);
  const written = authored(manifest);
  return root === undefined ? written : decode(written, root, minorOf(version)).value;
}

/** The manifest without what the server writes and without nulls, which are the same as nothing. */
export function authored(manifest: PlainObject): PlainObject {
  const rest = withoutNulls(manifest) as PlainObject;
  delete rest['status'];
  const metadata = Object.fromEntries(
    Object.entries(asObject(rest['metadata'])).filter(([key]) => !SERVER_METADATA.has(key)),
  );
  return { ...rest, metadata };
}

/** To Kubernetes, a field that is null is one that is not there. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}
