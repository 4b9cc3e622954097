import type { k8s, PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { type StatefulClaim, StorageClassRef } from '../../lib';
import { at, type PlainObject } from '../../lib/kubernetes/plain';
import { given } from './given';

/** A claim template as props. Containers say themselves where they mount it, which keeps their order. */
export function claimOf(template: PlainObject): StatefulClaim {
  const spec = (key: string): unknown => at(template, 'spec', key);
  const size = (key: string): string | undefined => {
    const value = at(template, 'spec', 'resources', key, 'storage');
    return value === undefined || value === null ? undefined : String(value);
  };
  return {
    name: String(at(template, 'metadata', 'name')),
    size: size('requests') ?? '',
    maxSize: size('limits'),
    storageClass: storageClassOf(spec('storageClassName')),
    accessModes: given<PersistentVolumeAccessMode[]>(spec('accessModes')),
    volumeMode: given<PersistentVolumeMode>(spec('volumeMode')),
    selector: given<k8s.LabelSelector>(spec('selector')),
    volumeName: given(spec('volumeName')),
    dataSource: given<k8s.TypedLocalObjectReference>(spec('dataSource')),
    dataSourceRef: given<k8s.TypedObjectReference>(spec('dataSourceRef')),
    volumeAttributesClassName: given(spec('volumeAttributesClassName')),
    labels: given(at(template, 'metadata', 'labels')),
    annotations: given(at(template, 'metadata', 'annotations')),
  };
}

export function storageClassOf(name: unknown): StorageClassRef | undefined {
  if (name === '') return StorageClassRef.none();
  return typeof name === 'string' ? StorageClassRef.named(name) : undefined;
}
