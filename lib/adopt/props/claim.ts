import { asObject, at, type PlainObject } from '../../kubernetes/plain';
import { call, type Code } from '../code/code';

/** A claim template as props. Containers say themselves where they mount it. */
export function claimOf(template: PlainObject): PlainObject {
  const { name, labels, annotations } = asObject(template['metadata']);
  const spec = asObject(template['spec']);
  return {
    name,
    size: sizeOf(spec, 'requests') ?? '',
    maxSize: sizeOf(spec, 'limits'),
    storageClass: storageClassOf(spec['storageClassName']),
    accessModes: spec['accessModes'],
    volumeMode: spec['volumeMode'],
    selector: spec['selector'],
    volumeName: spec['volumeName'],
    dataSource: spec['dataSource'],
    dataSourceRef: spec['dataSourceRef'],
    volumeAttributesClassName: spec['volumeAttributesClassName'],
    labels,
    annotations,
  };
}

function sizeOf(spec: PlainObject, key: string): string | undefined {
  const value = at(spec, 'resources', key, 'storage');
  return value === undefined || value === null ? undefined : String(value);
}

export function storageClassOf(name: unknown): Code | undefined {
  if (name === '') return call('StorageClassRef', 'none');
  return typeof name === 'string' ? call('StorageClassRef', 'named', name) : undefined;
}
