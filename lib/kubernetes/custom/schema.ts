import { asObject, asObjects, isPlainObject, type PlainObject } from '../plain';

/** A schema of a custom resource, as a CustomResourceDefinition writes it. */
export type Schema = PlainObject;

/** The schema of a version that a definition serves; undefined where it has none. */
export function schemaOf(definition: PlainObject, apiVersion: unknown): Schema | undefined {
  const spec = asObject(definition['spec']);
  const version = asObjects(spec['versions']).find(
    (each) => `${String(spec['group'])}/${String(each['name'])}` === apiVersion && each['served'] === true,
  );
  const schema = asObject(version?.['schema'])['openAPIV3Schema'];
  return isPlainObject(schema) ? schema : undefined;
}

/** The schema of a field of an object: its own, or that of all fields; undefined where none applies. */
export function schemaOfField(schema: Schema, name: string): Schema | undefined {
  const properties = asObject(schema['properties']);
  if (Object.hasOwn(properties, name)) return asObject(properties[name]);
  const rest = schema['additionalProperties'];
  return isPlainObject(rest) ? rest : undefined;
}

/** `set` or `map`, whose items have an identity; otherwise a list is one value. */
export function listTypeOf(schema: Schema): unknown {
  return schema['x-kubernetes-list-type'];
}

/** The identity of an item of a list of type `map`. */
export function itemKey(item: unknown, schema: Schema): string {
  const keys = Array.isArray(schema['x-kubernetes-list-map-keys']) ? schema['x-kubernetes-list-map-keys'] : [];
  return JSON.stringify(keys.map((key) => asObject(item)[String(key)] ?? null));
}

/** The value that a value takes the place of: fields by name, items of a list of type `map` by their keys. */
export function correlated(old: unknown, schema: Schema, step: string | number, item: unknown): unknown {
  if (typeof step === 'string') return isPlainObject(old) && Object.hasOwn(old, step) ? old[step] : undefined;
  if (!Array.isArray(old) || listTypeOf(schema) !== 'map') return undefined;
  const key = itemKey(item, schema);
  return old.find((each) => itemKey(each, schema) === key);
}

export function fieldPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
