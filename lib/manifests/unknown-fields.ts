import { KINDS, NEWEST, OLDEST, TYPES } from './fields';
import type { Path } from './place';
import { nearestNames } from '../storage/nearest-names';

/** A field that the API server of the given version does not know: strict validation refuses it. */
export interface UnknownField {
  readonly path: Path;
  /** What to do, as a sentence without a full stop. */
  readonly remedy: string;
}

interface Field {
  readonly type?: string;
  readonly shape: 'one' | 'list' | 'map';
  readonly since: number;
  readonly until: number;
}

/** The unknown fields of an object of a known kind; none where the kind is not known. */
export function unknownFields(object: Readonly<Record<string, unknown>>, kubernetes: string): UnknownField[] {
  const type = KINDS[`${String(object['apiVersion'])} ${String(object['kind'])}`];
  const found: UnknownField[] = [];
  if (type !== undefined) {
    walk(object, type, [], minor(kubernetes), kubernetes, found);
  }
  return found;
}

function walk(
  value: unknown,
  type: string,
  path: Path,
  version: number,
  kubernetes: string,
  found: UnknownField[],
): void {
  if (!isObject(value)) {
    return;
  }
  const fields = fieldsOf(type);
  for (const [name, child] of Object.entries(value)) {
    const field = fields.get(name);
    if (field === undefined) {
      found.push({ path: [...path, name], remedy: wayOut(name, fields, path) });
    } else if (version < field.since || version > field.until) {
      const when = version < field.since ? `from 1.${field.since} on` : `until 1.${field.until}`;
      found.push({
        path: [...path, name],
        remedy: `Kubernetes ${kubernetes} does not know it, only ${when}: remove it, or plan for that version with --kubernetes`,
      });
    } else if (field.type !== undefined) {
      descend(child, field.type, field.shape, [...path, name], version, kubernetes, found);
    }
  }
}

function descend(
  value: unknown,
  type: string,
  shape: Field['shape'],
  path: Path,
  version: number,
  kubernetes: string,
  found: UnknownField[],
): void {
  if (shape === 'one') {
    walk(value, type, path, version, kubernetes, found);
  } else if (shape === 'list' && Array.isArray(value)) {
    value.forEach((item, index) => walk(item, type, [...path, index], version, kubernetes, found));
  } else if (shape === 'map' && isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      walk(item, type, [...path, key], version, kubernetes, found);
    }
  }
}

function wayOut(name: string, fields: ReadonlyMap<string, Field>, path: Path): string {
  if (name === 'storage' && !path.includes('resources')) {
    return 'A size belongs under spec.resources.requests of a claim or of a claim template: remove it here, or indent it into its place';
  }
  const [near] = nearestNames(name, fields.keys(), 1);
  return near === undefined
    ? 'Remove it, or indent it into its place'
    : `Did you mean '${near}'? Otherwise remove it, or indent it into its place`;
}

const compiled = new Map<string, ReadonlyMap<string, Field>>();

function fieldsOf(type: string): ReadonlyMap<string, Field> {
  let fields = compiled.get(type);
  if (fields === undefined) {
    fields = new Map((TYPES[type] ?? '').split(' ').map(decode));
    compiled.set(type, fields);
  }
  return fields;
}

function decode(text: string): [string, Field] {
  const [, name = '', type, shape, since = OLDEST, until = NEWEST] =
    /^(\w+|\$\w+)(?::([\w.]+)(\[\]|\{\})?)?(?:>([\d.]+))?(?:<([\d.]+))?$/.exec(text) ?? [];
  return [
    name,
    {
      ...(type === undefined ? {} : { type }),
      shape: shape === '[]' ? 'list' : shape === '{}' ? 'map' : 'one',
      since: since === OLDEST ? 0 : minor(since),
      until: until === NEWEST ? Infinity : minor(until),
    },
  ];
}

const minor = (version: string): number => Number(version.split('.')[1]);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
