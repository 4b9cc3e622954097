import { asObject, deepEqual, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { configKey } from './names';

/** All values of a ConfigMap or a Secret together, decoded. */
const DATA_LIMIT_BYTES = 1024 * 1024;

/** A ConfigMap, new or in the place of an old one. */
export function validateConfigMap(map: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  if (old !== undefined) validateImmutable(map, old, ['data', 'binaryData'], errors);
  const binary = asObject(map['binaryData']);
  for (const key of Object.keys(asObject(map['data']))) {
    errors.messages(`data[${key}]`, key, configKey(key));
    if (Object.hasOwn(binary, key)) errors.invalid(`data[${key}]`, key, 'duplicate of key present in binaryData');
  }
  for (const key of Object.keys(binary)) errors.messages(`binaryData[${key}]`, key, configKey(key));
  const bytes = textBytes(asObject(map['data'])) + decodedBytes(binary);
  if (bytes > DATA_LIMIT_BYTES) errors.tooLong('[]', DATA_LIMIT_BYTES);
}

/** What some types of Secret must have. */
const REQUIRED_DATA: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    'kubernetes.io/tls': ['tls.crt', 'tls.key'],
    'kubernetes.io/ssh-auth': ['ssh-privatekey'],
    'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
    'kubernetes.io/dockercfg': ['.dockercfg'],
  }),
);

/** A Secret, decoded: what stood in `stringData` is in `data`. Its values are in no error. */
export function validateSecret(secret: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  if (old !== undefined) {
    if (secret['type'] !== old['type']) errors.immutable('type', secret['type']);
    validateImmutable(secret, old, ['data'], errors);
  }
  const data = asObject(secret['data']);
  for (const key of Object.keys(data)) errors.messages(`data[${key}]`, key, configKey(key));
  if (decodedBytes(data) > DATA_LIMIT_BYTES) errors.tooLong('data', DATA_LIMIT_BYTES);
  for (const key of REQUIRED_DATA.get(String(secret['type'])) ?? []) {
    if (!Object.hasOwn(data, key)) errors.required(`data[${key}]`);
  }
  const none = !Object.hasOwn(data, 'username') && !Object.hasOwn(data, 'password');
  if (secret['type'] === 'kubernetes.io/basic-auth' && none) {
    for (const key of ['username', 'password']) errors.required(`data[${key}]`);
  }
}

function validateImmutable(after: PlainObject, old: PlainObject, fields: readonly string[], errors: FieldErrors): void {
  if (old['immutable'] !== true) return;
  const words = 'field is immutable when `immutable` is set';
  if (after['immutable'] !== true) errors.unchangeable('immutable', words);
  for (const field of fields) {
    // An empty map is not stored, and yet differs from none when it is sent.
    if (!deepEqual(after[field], isEmpty(old[field]) ? undefined : old[field])) errors.unchangeable(field, words);
  }
}

function isEmpty(value: unknown): boolean {
  return Object.keys(asObject(value)).length === 0;
}

const UTF_8 = new TextEncoder();

function textBytes(values: PlainObject): number {
  return sum(Object.values(values), (text) => UTF_8.encode(text).length);
}

/** Bytes that texts in base64 stand for. */
function decodedBytes(values: PlainObject): number {
  return sum(Object.values(values), (text) => Math.floor((text.replace(/[=\s]/g, '').length * 3) / 4));
}

function sum(values: readonly unknown[], bytes: (text: string) => number): number {
  return values.reduce<number>((all, value) => (typeof value === 'string' ? all + bytes(value) : all), 0);
}
