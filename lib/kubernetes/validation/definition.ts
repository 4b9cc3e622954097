import { has } from '../gates';
import { asList, asObject, asObjects, asText, deepEqual, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1035Label, dns1123Subdomain } from './names';

/** What of a CustomResourceDefinition stays once it is established, as it is moments after it was created. */
const FIXED = ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'] as const;

/** A CustomResourceDefinition. What stands in its schemas is not judged. */
export function validateDefinition(
  after: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  const spec = asObject(after['spec']);
  const group = asText(spec['group']) ?? '';
  if (group === '') errors.required('spec.group');
  else if (dns1123Subdomain(group).length > 0) errors.messages('spec.group', group, dns1123Subdomain(group));
  else if (!group.includes('.')) errors.invalid('spec.group', group, 'should be a domain with at least one dot');
  errors.oneOf('spec.scope', spec['scope'], ['Cluster', 'Namespaced']);
  validateVersions(asObjects(spec['versions']), errors);
  validateNames(asObject(spec['names']), errors);
  validateConversion(asObject(spec['conversion']), errors);
  if (spec['preserveUnknownFields'] === true) {
    errors.invalid(
      'spec.preserveUnknownFields',
      true,
      'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
    );
  }
  validateStored(after, old, errors);
  if (old === undefined) validateName(after, errors);
  else validateDefinitionUpdate(after, old, minor, errors);
}

/** Of several versions to store in, the first one counts; the others are not among the stored ones. */
function validateStored(after: PlainObject, old: PlainObject | undefined, errors: FieldErrors): void {
  const storing = asObjects(asObject(after['spec'])['versions']).filter((version) => version['storage'] === true);
  const stored = [...(old === undefined ? [] : storedVersions(old)), storing[0]?.['name']];
  if (storing.length === 0 && old === undefined) {
    errors.invalid('status.storedVersions', [], 'must have at least one stored version');
  }
  for (const version of storing) {
    if (stored.includes(version['name'])) continue;
    errors.invalid('status.storedVersions', stored, `must have the storage version ${String(version['name'])}`);
  }
}

/** `widgets.example.com`: its name follows from what it defines. */
function validateName(after: PlainObject, errors: FieldErrors): void {
  const spec = asObject(after['spec']);
  const wanted = `${asText(asObject(spec['names'])['plural']) ?? ''}.${asText(spec['group']) ?? ''}`;
  const name = asObject(after['metadata'])['name'];
  if (name !== wanted) errors.invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group');
}

function validateVersions(versions: readonly PlainObject[], errors: FieldErrors): void {
  versions.forEach((version, index) => {
    const field = `spec.versions[${index}]`;
    const name = asText(version['name']) ?? '';
    errors.messages(`${field}.name`, name, dns1035Label(name));
    const schema = asObject(version['schema'])['openAPIV3Schema'];
    if (schema === undefined) errors.required(`${field}.schema.openAPIV3Schema`);
    if (version['deprecated'] !== true && version['deprecationWarning'] !== undefined) {
      const detail = 'can only be set for deprecated versions';
      errors.invalid(`${field}.deprecationWarning`, version['deprecationWarning'], detail);
    }
  });
  const names = versions.map((version) => version['name']);
  if (new Set(names).size < names.length) errors.invalid('spec.versions', names, 'must contain unique version names');
  if (versions.filter((version) => version['storage'] === true).length !== 1) {
    errors.invalid('spec.versions', names, 'must have exactly one version marked as storage version');
  }
}

function validateNames(names: PlainObject, errors: FieldErrors): void {
  for (const name of ['plural', 'singular', 'kind', 'listKind']) {
    const value = asText(names[name]) ?? '';
    if (value === '') errors.required(`spec.names.${name}`);
    else {
      const mixed = name === 'kind' || name === 'listKind';
      const problems = dns1035Label(mixed ? value.toLowerCase() : value);
      const words = problems.map((each) => (mixed ? `may have mixed case, but should otherwise match: ${each}` : each));
      errors.messages(`spec.names.${name}`, value, words);
    }
  }
  for (const list of ['shortNames', 'categories']) {
    asList(names[list]).forEach((value, index) => {
      if (typeof value === 'string') errors.messages(`spec.names.${list}[${index}]`, value, dns1035Label(value));
    });
  }
  if (asText(names['kind']) !== undefined && names['kind'] === names['listKind']) {
    errors.invalid('spec.names.listKind', names['listKind'], 'kind and listKind may not be the same');
  }
}

function validateConversion(conversion: PlainObject, errors: FieldErrors): void {
  const { strategy, webhook } = conversion;
  errors.oneOf('spec.conversion.strategy', strategy, ['None', 'Webhook']);
  if (strategy === 'Webhook') {
    if (asList(asObject(webhook)['conversionReviewVersions']).length === 0) {
      errors.required('spec.conversion.conversionReviewVersions');
    }
    if (webhook === undefined || asObject(webhook)['clientConfig'] === undefined) {
      errors.required('spec.conversion.webhookClientConfig', 'required when strategy is set to Webhook');
    }
  } else if (webhook !== undefined) {
    const detail = 'should not be set when strategy is not set to Webhook';
    errors.forbidden('spec.conversion.webhookClientConfig', detail);
  }
}

function validateDefinitionUpdate(after: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  for (const field of FIXED) {
    const [now, then] = [after, old].map((each) => valueAt(each, field));
    if (!deepEqual(now, then)) errors.immutable(field, now);
  }
  const names = asObjects(asObject(after['spec'])['versions']).map((version) => version['name']);
  storedVersions(old).forEach((version, index) => {
    if (names.includes(version)) return;
    const detail = has('MigrationOfStoredVersionsNamed', minor)
      ? `missing from spec.versions; ${version} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${version} and removes ${version} from status.storedVersions`
      : 'must appear in spec.versions';
    errors.invalid(`status.storedVersions[${index}]`, version, detail);
  });
}

function valueAt(object: PlainObject, field: string): unknown {
  return field.split('.').reduce<unknown>((value, step) => asObject(value)[step], object);
}

/** The versions in which objects may lie in the store: those it lists, else the one that objects were stored in. */
export function storedVersions(definition: PlainObject): readonly string[] {
  const listed = asList(asObject(definition['status'])['storedVersions']).filter((each) => typeof each === 'string');
  if (listed.length > 0) return listed;
  const versions = asObjects(asObject(definition['spec'])['versions']);
  const stored = versions.find((version) => version['storage'] === true)?.['name'];
  return typeof stored === 'string' ? [stored] : [];
}
