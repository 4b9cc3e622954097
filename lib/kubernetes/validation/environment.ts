import { has } from '../gates';
import { asList, asObject, asObjects, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { ENVIRONMENT_FIELDS, validateFieldRef, validateResourceRef } from './field-ref';
import { configKey, dns1123Label, dns1123Subdomain, relaxedVariableName, variableName } from './names';
import { rejectBacksteps } from './volumes';

/** `env` and `envFrom` of a container. */
export function validateEnvironment(container: PlainObject, path: string, minor: number, errors: FieldErrors): void {
  asList(container['env']).forEach((each, index) => {
    const variable = asObject(each);
    const field = `${path}.env[${index}]`;
    if (variable['name'] === undefined) errors.required(`${field}.name`);
    else validateName(variable['name'], `${field}.name`, minor, errors);
    if (variable['valueFrom'] !== undefined) validateSource(variable, `${field}.valueFrom`, minor, errors);
  });
  asObjects(container['envFrom']).forEach((source, index) => {
    const kinds = ['configMapRef', 'secretRef'].filter((kind) => source[kind] !== undefined);
    for (const kind of kinds) {
      const name = asObject(source[kind])['name'];
      const field = `${path}.envFrom[${index}].${kind}.name`;
      if (typeof name !== 'string') errors.required(field);
      else errors.messages(field, name, dns1123Subdomain(name));
    }
    const prefix = source['prefix'];
    if (typeof prefix === 'string' && prefix !== '') {
      validateName(prefix, `${path}.envFrom[${index}].prefix`, minor, errors);
    }
    if (kinds.length === 0) errors.invalid(`${path}.envFrom`, '', 'must specify one of: `configMapRef` or `secretRef`');
    if (kinds.length > 1) {
      errors.invalid(`${path}.envFrom`, '', 'may not have more than one field specified at a time');
    }
  });
}

function validateName(name: unknown, field: string, minor: number, errors: FieldErrors): void {
  if (typeof name !== 'string') return;
  errors.messages(field, name, variableName(name, minor));
}

function validateSource(variable: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  const source = asObject(variable['valueFrom']);
  const kinds = Object.keys(source);
  for (const kind of kinds) {
    const value = asObject(source[kind]);
    if (kind === 'fieldRef') validateFieldRef(value, ENVIRONMENT_FIELDS, `${field}.fieldRef`, errors);
    else if (kind === 'resourceFieldRef') {
      validateResourceRef(value, `${field}.${kind}`, false, errors);
    } else if (kind === 'configMapKeyRef' || kind === 'secretKeyRef') {
      const name = typeof value['name'] === 'string' ? value['name'] : '';
      errors.messages(`${field}.${kind}.name`, name, dns1123Subdomain(name));
      const key = value['key'];
      if (typeof key !== 'string') errors.required(`${field}.${kind}.key`);
      else errors.messages(`${field}.${kind}.key`, key, configKey(key));
    } else if (kind === 'fileKeyRef') validateFileKeyRef(value, `${field}.fileKeyRef`, errors);
  }
  if (kinds.length === 0) {
    const others = !has('EnvFiles', minor) ? '' : ', `secretKeyRef` or `fileKeyRef`';
    const last = !has('EnvFiles', minor) ? ' or `secretKeyRef`' : '';
    errors.invalid(
      field,
      '',
      `must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\`${others}${last}`,
    );
  } else if (variable['value'] !== undefined) {
    errors.invalid(field, '', 'may not be specified when `value` is not empty');
  } else if (kinds.length > 1) {
    errors.invalid(field, '', 'may not have more than one field specified at a time');
  }
}

function validateFileKeyRef(reference: PlainObject, field: string, errors: FieldErrors): void {
  const { key, volumeName, path } = reference;
  if (typeof key !== 'string') errors.required(`${field}.key`);
  else errors.messages(`${field}.key`, key, relaxedVariableName(key));
  if (typeof volumeName !== 'string') errors.required(`${field}.volumeName`);
  else errors.messages(`${field}.volumeName`, volumeName, dns1123Label(volumeName));
  if (typeof path !== 'string') errors.required(`${field}.path`);
  else rejectBacksteps(path, `${field}.path`, errors);
}
