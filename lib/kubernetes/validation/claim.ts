import { has } from '../gates';
import { asList, asObject, at, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { validateSelector } from './metadata';
import { dns1123Subdomain } from './names';

export const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** The spec of a claim or of a claim template. */
export function validateClaimSpec(spec: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const modes = asList(spec['accessModes']);
  if (modes.length === 0) errors.required(`${field}.accessModes`, 'at least 1 access mode is required');
  for (const mode of modes) errors.oneOf(`${field}.accessModes`, mode, ACCESS_MODES);
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod')) {
    errors.forbidden(`${field}.accessModes`, 'may not use ReadWriteOncePod with other access modes');
  }
  if (spec['selector'] !== undefined) validateSelector(spec['selector'], `${field}.selector`, errors);
  const size = parseQuantity(at(spec, 'resources', 'requests', 'storage'));
  const sizeField = `${field}.resources[storage]`;
  if (size === undefined) errors.required(sizeField);
  else if (size.isZero || size.isNegative) errors.invalid(sizeField, size.canonical, 'must be greater than zero');
  for (const name of ['storageClassName', 'volumeAttributesClassName']) {
    const value = spec[name];
    if (typeof value === 'string' && value !== '') errors.messages(`${field}.${name}`, value, dns1123Subdomain(value));
  }
  errors.supportedIfSet(`${field}.volumeMode`, spec['volumeMode'], ['Block', 'Filesystem']);
  for (const name of ['dataSource', 'dataSourceRef']) {
    if (spec[name] !== undefined) validateDataSource(asObject(spec[name]), `${field}.${name}`, minor, errors);
  }
}

function validateDataSource(source: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  if (source['name'] === undefined) errors.required(`${field}.name`);
  if (source['kind'] === undefined) errors.required(`${field}.kind`);
  const group = source['apiGroup'];
  if (group === undefined || group === '') {
    if (source['kind'] !== 'PersistentVolumeClaim') {
      const detail = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
      errors.invalid(field, source['kind'], detail);
    }
  } else if (has('DataSourceGroupJudged', minor) && typeof group === 'string')
    errors.messages(`${field}.apiGroup`, group, dns1123Subdomain(group));
}
