import { asList, asObject, asObjects, deepEqual, isPlainObject, type PlainObject } from '../plain';
import { FieldErrors } from '../validation/field-error';
import { matches } from './cel';
import { correlated, fieldPath, itemKey, listTypeOf, type Schema, schemaOfField } from './schema';

/**
 * What a value breaks of its schema. A value that is as it was is not judged again, as the API server does from 1.30 on. Formats
 * are not judged.
 */
export function validateSchema(value: unknown, old: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  if (value === undefined || (old !== undefined && deepEqual(value, old))) return;
  if (value === null) {
    if (schema['nullable'] !== true) wrongType(value, schema, path, errors);
    return;
  }
  if (!hasType(value, schema)) {
    wrongType(value, schema, path, errors);
    return;
  }
  validateEnum(value, schema, path, errors);
  if (typeof value === 'string') validateText(value, schema, path, errors);
  else if (typeof value === 'number') validateNumber(value, schema, path, errors);
  else if (Array.isArray(value)) validateList(value, old, schema, path, errors);
  else if (isPlainObject(value)) validateObject(value, old, schema, path, errors);
  validateCombinations(value, schema, path, errors);
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return typeof value === 'string' || Number.isInteger(value);
  switch (schema['type']) {
    case 'object':
      return isPlainObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    default:
      return true;
  }
}

function wrongType(value: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  const given = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  errors.invalid(path, given, `${path} in body must be of type ${String(schema['type'])}: "${given}"`);
}

function validateEnum(value: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  const allowed = schema['enum'];
  if (!Array.isArray(allowed) || allowed.some((each) => deepEqual(each, value))) return;
  const detail = `supported values: ${allowed.map((each) => JSON.stringify(each)).join(', ')}`;
  errors.list.push({ field: path, type: 'Unsupported value', value, detail });
}

function validateText(value: string, schema: Schema, path: string, errors: FieldErrors): void {
  const length = Array.from(value).length;
  const { minLength, maxLength, pattern } = schema;
  if (typeof minLength === 'number' && length < minLength) {
    errors.invalid(path, value, `${path} in body should be at least ${minLength} chars long`);
  }
  if (typeof maxLength === 'number' && length > maxLength) errors.tooLong(path, maxLength);
  if (typeof pattern === 'string' && matches(value, pattern) === false) {
    errors.invalid(path, value, `${path} in body should match '${pattern}'`);
  }
}

function validateNumber(value: number, schema: Schema, path: string, errors: FieldErrors): void {
  const { minimum, maximum, multipleOf } = schema;
  const [above, below] = [schema['exclusiveMinimum'] === true, schema['exclusiveMaximum'] === true];
  if (typeof minimum === 'number' && (above ? value <= minimum : value < minimum)) {
    const detail = above ? `should be greater than ${minimum}` : `should be greater than or equal to ${minimum}`;
    errors.invalid(path, value, `${path} in body ${detail}`);
  }
  if (typeof maximum === 'number' && (below ? value >= maximum : value > maximum)) {
    const detail = below ? `should be less than ${maximum}` : `should be less than or equal to ${maximum}`;
    errors.invalid(path, value, `${path} in body ${detail}`);
  }
  // Fractions are left out: their remainder is one of floating-point numbers.
  if (
    typeof multipleOf === 'number' &&
    Number.isInteger(multipleOf) &&
    Number.isInteger(value) &&
    value % multipleOf !== 0
  ) {
    errors.invalid(path, value, `${path} in body should be a multiple of ${multipleOf}`);
  }
}

function validateList(
  value: readonly unknown[],
  old: unknown,
  schema: Schema,
  path: string,
  errors: FieldErrors,
): void {
  const { minItems, maxItems, items } = schema;
  if (typeof minItems === 'number' && value.length < minItems) {
    errors.invalid(path, value.length, `${path} in body should have at least ${minItems} items`);
  }
  if (typeof maxItems === 'number' && value.length > maxItems) errors.tooMany(path, value.length, maxItems);
  const type = listTypeOf(schema);
  const seen = new Set<string>();
  value.forEach((item, index) => {
    const place = fieldPath(path, index);
    if (isPlainObject(items)) validateSchema(item, correlated(old, schema, index, item), items, place, errors);
    if (type !== 'set' && type !== 'map') return;
    const key = type === 'map' ? itemKey(item, schema) : JSON.stringify(item);
    if (seen.has(key)) errors.duplicate(place, item);
    seen.add(key);
  });
}

function validateObject(value: PlainObject, old: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  for (const name of asList(schema['required'])) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) errors.required(fieldPath(path, name));
  }
  const { minProperties, maxProperties } = schema;
  const count = Object.keys(value).length;
  if (typeof minProperties === 'number' && count < minProperties) {
    errors.invalid(path, count, `${path} in body should have at least ${minProperties} properties`);
  }
  if (typeof maxProperties === 'number' && count > maxProperties) errors.tooMany(path, count, maxProperties);
  for (const [name, item] of Object.entries(value)) {
    const own = path === '' && (name === 'metadata' || name === 'apiVersion' || name === 'kind');
    const known = own ? undefined : schemaOfField(schema, name);
    if (known === undefined) continue;
    validateSchema(item, correlated(old, schema, name, item), known, fieldPath(path, name), errors);
  }
}

function validateCombinations(value: unknown, schema: Schema, path: string, errors: FieldErrors): void {
  for (const each of asObjects(schema['allOf'])) validateSchema(value, undefined, each, path, errors);
  const fits = (each: Schema): boolean => {
    const found = new FieldErrors();
    validateSchema(value, undefined, each, path, found);
    return found.list.length === 0;
  };
  const anyOf = asObjects(schema['anyOf']);
  if (anyOf.length > 0 && !anyOf.some(fits)) {
    errors.invalid(path, value, `${path} in body must validate at least one schema (anyOf)`);
  }
  const oneOf = asObjects(schema['oneOf']);
  // A format that is not judged may be what tells the schemas apart.
  const sure = ![schema['oneOf'], schema['not']].some((each) => JSON.stringify(each ?? null).includes('"format"'));
  if (!sure) return;
  if (oneOf.length > 0 && oneOf.filter(fits).length !== 1) {
    errors.invalid(path, value, `${path} in body must validate one and only one schema (oneOf)`);
  }
  if (isPlainObject(schema['not']) && fits(asObject(schema['not']))) {
    errors.invalid(path, value, `${path} in body must not validate the schema (not)`);
  }
}
