import { rootStruct } from '../fields/fields';
import { isPlainObject, type PlainObject } from '../plain';

/** The largest body of a request that the API server reads: 3 MiB (apiserver/pkg/server/config.go, MaxRequestBodyBytes). */
export const REQUEST_LIMIT_BYTES = 3 * 1024 * 1024;

/** The largest write that etcd takes, unless it was started with another --max-request-bytes: 1.5 MiB. */
export const STORED_LIMIT_BYTES = 1.5 * 1024 * 1024;

const UTF_8 = new TextEncoder();

/** Bytes of a value as compact JSON, before Go escapes `<`, `>` and `&`. */
export function jsonBytes(value: unknown): number {
  return UTF_8.encode(JSON.stringify(value)).length;
}

/**
 * What an object takes in etcd at the very least. Custom resources and their definitions are stored as JSON. The other kinds are
 * stored without the names of their fields, so only their texts count here.
 */
export function storedBytesAtLeast(object: PlainObject): number {
  const type = rootStruct(object['apiVersion'], object['kind']);
  return type === undefined || type.name === 'CustomResourceDefinition' ? jsonBytes(object) : textBytes(object);
}

function textBytes(value: unknown): number {
  if (typeof value === 'string') return UTF_8.encode(value).length;
  if (Array.isArray(value)) return value.reduce<number>((bytes, item) => bytes + textBytes(item), 0);
  return isPlainObject(value) ? textBytes(Object.values(value)) : 0;
}
