import { has } from '../gates';
import { at, isPlainObject, type PlainObject } from '../plain';

/** Drops data sources that never worked and mirrors the two fields for them, as the API server does. Changes `claim`. */
export function prepareClaim(claim: PlainObject, minor: number, old?: PlainObject): void {
  const spec = claim['spec'];
  if (!isPlainObject(spec)) return;
  // Claim templates keep these fields: only claims themselves lose them while the gates are off.
  if (!has('VolumeAttributesClass', minor)) Reflect.deleteProperty(spec, 'volumeAttributesClassName');
  // A source in another namespace goes as a whole, unless the claim has one already.
  const foreign = at(spec, 'dataSourceRef', 'namespace') !== undefined;
  if (foreign && at(old, 'spec', 'dataSourceRef') === undefined) Reflect.deleteProperty(spec, 'dataSourceRef');
  const source = spec['dataSource'];
  if (isPlainObject(source) && spec['dataSourceRef'] === undefined && !isKnownSource(source)) {
    Reflect.deleteProperty(spec, 'dataSource');
    return;
  }
  if (isPlainObject(source) && spec['dataSourceRef'] === undefined) spec['dataSourceRef'] = { ...source };
  const reference = spec['dataSourceRef'];
  if (isPlainObject(reference) && spec['dataSource'] === undefined && reference['namespace'] === undefined) {
    spec['dataSource'] = { ...reference };
  }
}

function isKnownSource(source: PlainObject): boolean {
  const group = source['apiGroup'] ?? '';
  return (
    (source['kind'] === 'PersistentVolumeClaim' && group === '') ||
    (source['kind'] === 'VolumeSnapshot' && group === 'snapshot.storage.k8s.io')
  );
}
