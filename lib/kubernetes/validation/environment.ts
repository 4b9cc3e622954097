import { asList, asObject, asObjects, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Subdomain, qualifiedName } from './names';

const POD_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** `env` and `envFrom` of a container. */
export function validateEnvironment(container: PlainObject, path: string, errors: FieldErrors): void {
  asList(container['env']).forEach((each, index) => {
    const variable = asObject(each);
    const field = `${path}.env[${index}]`;
    if (variable['name'] === undefined) errors.required(`${field}.name`);
    // From 1.32 on every printable character but `=` may stand in a name.
    else if (typeof variable['name'] === 'string' && /[^ -<>-~]/.test(variable['name'])) {
      errors.invalid(
        `${field}.name`,
        variable['name'],
        "a valid environment variable name must consist only of printable ASCII characters other than '='",
      );
    }
    if (variable['valueFrom'] !== undefined) validateSource(variable, `${field}.valueFrom`, errors);
  });
  asObjects(container['envFrom']).forEach((source, index) => {
    const kinds = ['configMapRef', 'secretRef'].filter((kind) => source[kind] !== undefined);
    for (const kind of kinds) {
      const name = asObject(source[kind])['name'];
      const field = `${path}.envFrom[${index}].${kind}.name`;
      if (typeof name !== 'string') errors.required(field);
      else errors.messages(field, name, dns1123Subdomain(name));
    }
    if (kinds.length === 0) errors.invalid(`${path}.envFrom`, '', 'must specify one of: `configMapRef` or `secretRef`');
    if (kinds.length > 1) {
      errors.invalid(`${path}.envFrom`, '', 'may not have more than one field specified at a time');
    }
  });
}

function validateSource(variable: PlainObject, field: string, errors: FieldErrors): void {
  const source = asObject(variable['valueFrom']);
  const kinds = Object.keys(source);
  for (const kind of kinds) {
    const value = asObject(source[kind]);
    if (kind === 'fieldRef') validateFieldRef(value, `${field}.fieldRef`, errors);
    else if (kind === 'resourceFieldRef') {
      const resource = value['resource'];
      if (resource === undefined) errors.required(`${field}.${kind}.resource`);
      else if (typeof resource === 'string' && !RESOURCE.test(resource)) {
        errors.list.push({
          field: `${field}.${kind}.resource`,
          type: 'Unsupported value',
          value: resource,
          detail: '',
        });
      }
    } else if (kind === 'configMapKeyRef' || kind === 'secretKeyRef') {
      const name = typeof value['name'] === 'string' ? value['name'] : '';
      errors.messages(`${field}.${kind}.name`, name, dns1123Subdomain(name));
      const key = value['key'];
      if (typeof key !== 'string') errors.required(`${field}.${kind}.key`);
      else if (!CONFIG_KEY.test(key) || key === '.' || key === '..') {
        errors.invalid(
          `${field}.${kind}.key`,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        );
      }
    }
  }
  if (kinds.length === 0) {
    errors.invalid(
      field,
      '',
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
    );
  } else if (variable['value'] !== undefined) {
    errors.invalid(field, '', 'may not be specified when `value` is not empty');
  } else if (kinds.length > 1) {
    errors.invalid(field, '', 'may not have more than one field specified at a time');
  }
}

function validateFieldRef(reference: PlainObject, field: string, errors: FieldErrors): void {
  const path = reference['fieldPath'];
  if (typeof path !== 'string') {
    errors.required(`${field}.fieldPath`);
    return;
  }
  const subscript = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path);
  if (subscript !== null) errors.messages(field, path, qualifiedName((subscript[2] ?? '').toLowerCase()));
  else if (!POD_FIELDS.includes(path)) {
    errors.invalid(`${field}.fieldPath`, path, `error converting fieldPath: field label not supported: ${path}`);
  }
}
