import { asObject, asObjects, at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { call, type Code, MapCode } from '../code/code';

/** All variables, in their order. */
export function environmentOf(env: unknown): Code | undefined {
  const entries = asObjects(env).map((item) => ({ key: String(item['name']), value: variableOf(item) }));
  return entries.length === 0 ? undefined : new MapCode(entries);
}

function variableOf(item: PlainObject): Code {
  const from = item['valueFrom'];
  const reference = (key: string): PlainObject => asObject(at(from, key));
  if (at(from, 'secretKeyRef') !== undefined) {
    const { name, key, optional } = reference('secretKeyRef');
    return call('EnvVar', 'secret', name, key, { optional });
  }
  if (at(from, 'configMapKeyRef') !== undefined) {
    const { name, key, optional } = reference('configMapKeyRef');
    return call('EnvVar', 'configMap', name, key, { optional });
  }
  if (at(from, 'fieldRef') !== undefined) return call('EnvVar', 'field', reference('fieldRef')['fieldPath']);
  if (at(from, 'resourceFieldRef') !== undefined) {
    const { resource, containerName, divisor } = reference('resourceFieldRef');
    return call('EnvVar', 'resource', resource, { containerName, divisor: divisor && String(divisor) });
  }
  if (at(from, 'fileKeyRef') !== undefined) {
    const { volumeName, path, key, optional } = reference('fileKeyRef');
    return call('EnvVar', 'file', volumeName, path, key, { optional });
  }
  return call('EnvVar', 'value', String(item['value'] ?? ''));
}

export function envFromOf(source: PlainObject): Code {
  const { prefix, secretRef, configMapRef } = source;
  const { name, optional } = asObject(secretRef ?? configMapRef);
  return call('EnvFromSource', isPlainObject(secretRef) ? 'secret' : 'configMap', name, { prefix, optional });
}
