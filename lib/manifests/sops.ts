import { isPlainObject, type PlainObject } from '../kubernetes/plain';
import { base64Of, bytesOfText } from './secrets/marks';

/** What SOPS writes in the place of a value. */
const ENCRYPTED = /^ENC\[[A-Z\d_]+,data:/;

/**
 * An object that SOPS encrypted as it will be applied: without the block in which SOPS keeps its own notes, and where base64 must stand
 * with the encrypted value in it. The value itself is not known, and is another one only if its encrypted form is.
 */
export function decryptable(object: PlainObject): PlainObject {
  const { sops, ...rest } = object;
  if (!isPlainObject(sops) || !('mac' in sops || 'lastmodified' in sops)) return object;
  const { data } = rest;
  return rest['kind'] === 'Secret' && isPlainObject(data)
    ? { ...rest, data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asBase64(value)])) }
    : rest;
}

function asBase64(value: unknown): unknown {
  return typeof value === 'string' && ENCRYPTED.test(value) ? base64Of(bytesOfText(value)) : value;
}
