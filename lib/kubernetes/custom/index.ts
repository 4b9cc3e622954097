import { SERVER_METADATA } from '../live-object';
import { asObject, asObjects, copy, isPlainObject, type PlainObject, put, remove } from '../plain';
import { type FieldError, FieldErrors } from '../validation/field-error';
import { validateRules } from './rules';
import { schemaOf } from './schema';
import { storedAs } from './stored';
import { validateSchema } from './validate';

/** What the API server says to a custom resource whose definition is known. */
export interface CustomAnswer {
  readonly errors: readonly FieldError[];
  /** Fields that the schema does not know, dropped without a word. */
  readonly unknown: readonly string[];
  /** No field of a custom resource has a feature gate. */
  readonly dropped: readonly string[];
  readonly stored: PlainObject;
}

/** Answers the creation of a custom resource. Undefined where its version is not served or has no schema. */
export function createCustom(manifest: PlainObject, definition: PlainObject): CustomAnswer | undefined {
  const schema = schemaOf(definition, manifest['apiVersion']);
  if (schema === undefined) return undefined;
  const { value, unknown } = storedAs(written(manifest, definition), schema);
  return { errors: problems(value, undefined, schema), unknown, dropped: [], stored: value };
}

/** Answers an update. `applied` is what was applied to get `before`, where that is a live object. */
export function updateCustom(
  before: PlainObject,
  after: PlainObject,
  definition: PlainObject,
  applied: PlainObject = before,
): CustomAnswer | undefined {
  const schema = schemaOf(definition, after['apiVersion']);
  if (schema === undefined) return undefined;
  const old = storedAs(written(before, definition), schema);
  const sent = applied === before ? after : merged(before, applied, after);
  const { value, unknown } = storedAs(written(sent, definition), schema);
  const lost = new Set(old.unknown);
  return {
    errors: problems(value, old.value, schema),
    unknown: unknown.filter((path) => !lost.has(path)),
    dropped: [],
    stored: value,
  };
}

/** Rules are asked only of what the schema lets pass. */
function problems(value: PlainObject, old: PlainObject | undefined, schema: PlainObject): readonly FieldError[] {
  const errors = new FieldErrors();
  validateSchema(value, old, schema, '', errors);
  if (errors.list.length === 0) validateRules(value, old, withOwnFields(schema), '', errors);
  return errors.list;
}

const TEXT = { type: 'string' };

/** What every object has: rules of the root may ask for it. */
function withOwnFields(schema: PlainObject): PlainObject {
  const metadata = { type: 'object', properties: { name: TEXT, generateName: TEXT } };
  return { ...schema, properties: { ...asObject(schema['properties']), apiVersion: TEXT, kind: TEXT, metadata } };
}

/** Without what only the server and controllers write. */
function written(manifest: PlainObject, definition: PlainObject): PlainObject {
  const result = { ...manifest };
  const versions = asObjects(asObject(definition['spec'])['versions']);
  const version = versions.find((each) => String(manifest['apiVersion']).endsWith(`/${String(each['name'])}`));
  if (asObject(version?.['subresources'])['status'] !== undefined) remove(result, 'status');
  const metadata = { ...asObject(manifest['metadata']) };
  for (const field of SERVER_METADATA) remove(metadata, field);
  result['metadata'] = metadata;
  return result;
}

/** A three-way merge of plain JSON: what was applied and is no longer named goes, what others wrote stays. */
function merged(live: PlainObject, applied: PlainObject, after: PlainObject): PlainObject {
  const result = copy(live);
  for (const key of Object.keys(applied)) if (!Object.hasOwn(after, key)) remove(result, key);
  for (const [key, wanted] of Object.entries(after)) {
    const [current, before] = [result[key], applied[key]];
    const both = isPlainObject(wanted) && isPlainObject(current);
    put(result, key, both ? merged(current, asObject(before), wanted) : copy(wanted));
  }
  return result;
}
