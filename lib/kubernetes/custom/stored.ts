import { copy, isPlainObject, type PlainObject, put } from '../plain';
import { fieldPath, type Schema, schemaOfField } from './schema';

/** Fields of the root that no schema needs to name. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** Drops what the schema does not know and fills in its defaults, as the API server does with a custom resource. */
export function storedAs(object: PlainObject, schema: Schema): { value: PlainObject; unknown: readonly string[] } {
  const unknown: string[] = [];
  return { value: storeObject(object, schema, '', unknown), unknown };
}

function store(value: unknown, schema: Schema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!isPlainObject(items)) return copy(value);
    return value.map((item: unknown, index) => store(item, items, fieldPath(path, index), unknown));
  }
  return isPlainObject(value) ? storeObject(value, schema, path, unknown) : value;
}

function storeObject(object: PlainObject, schema: Schema, path: string, unknown: string[]): PlainObject {
  const result: PlainObject = {};
  // What an embedded object calls itself is kept as well.
  const own = path === '' || schema['x-kubernetes-embedded-resource'] === true;
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema['additionalProperties'] === true;
  for (const [name, value] of Object.entries(object)) {
    if (value === null && !isNullable(schemaOfField(schema, name))) continue;
    const known = own && OWN_FIELDS.has(name) ? undefined : schemaOfField(schema, name);
    if (known !== undefined) put(result, name, store(value, known, fieldPath(path, name), unknown));
    else if (open || (own && OWN_FIELDS.has(name))) put(result, name, copy(value));
    else unknown.push(fieldPath(path, name));
  }
  for (const [name, property] of Object.entries(schema['properties'] ?? {})) {
    if (!isPlainObject(property) || Object.hasOwn(result, name) || !Object.hasOwn(property, 'default')) continue;
    put(result, name, store(copy(property['default']), property, fieldPath(path, name), []));
  }
  return result;
}

function isNullable(schema: Schema | undefined): boolean {
  return schema?.['nullable'] === true;
}
