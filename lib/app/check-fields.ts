import { droppedFields, gatedType } from '../kubernetes/feature-gates';
import { type Field, type Kind, rootStruct, type Struct, struct } from '../kubernetes/fields';
import { isPlainObject } from '../kubernetes/plain';
import { parseQuantity } from '../kubernetes/quantity';
import { KUBERNETES_VERSIONS, minorOf, NEWEST_KUBERNETES } from '../kubernetes/versions';
import type { Problem } from './problem';

/**
 * Fields that go with what is around them, and so stand in no list of dropped fields: the first version that keeps them. Volumes of
 * images are dropped whole, with their mounts (gate ImageVolume); claims lose theirs by a strategy of their own (gates
 * VolumeAttributesClass, and CrossNamespaceVolumeDataSource, which is off everywhere yet).
 */
const KEPT_SINCE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Volume: { image: 35 },
  PersistentVolumeClaimSpec: { volumeAttributesClassName: 34 },
  TypedObjectReference: { namespace: Number.MAX_SAFE_INTEGER },
};

function isDropped(gated: string, field: string, value: unknown, minor: number): boolean {
  return droppedFields(gated, { [field]: value }, minor).includes(field) || minor < (KEPT_SINCE[gated]?.[field] ?? 0);
}

/**
 * What the target's API server would drop without a word, or refuse to read: fields that it does not have, or not yet, and values
 * of another type. Kinds whose fields are not known are not judged.
 */
export function* checkFields(manifest: object, minor: number): Iterable<Problem> {
  const { apiVersion, kind, metadata } = manifest as { apiVersion?: unknown; kind?: unknown; metadata?: unknown };
  const root = rootStruct(apiVersion, kind);
  const name = isPlainObject(metadata) ? metadata['name'] : undefined;
  if (root !== undefined) {
    yield* checkStruct(manifest as Record<string, unknown>, root, `${String(kind)} ${String(name)}: `, '', minor);
  }
}

function* checkStruct(
  value: Record<string, unknown>,
  type: Struct,
  object: string,
  path: string,
  minor: number,
): Iterable<Problem> {
  for (const [name, item] of Object.entries(value)) {
    if (item === null || item === undefined) continue;
    const where = path === '' ? name : `${path}.${name}`;
    const field = type.byName.get(name);
    if (field === undefined) {
      yield {
        code: 'field-unknown',
        prop: `${object}${where}`,
        value: item,
        message: 'is no field of Kubernetes and would be dropped without a word',
        remedy: 'Correct its name or its place',
      };
    } else if (minor < field.since || minor > field.until || isDropped(gatedType(type.name, path), name, item, minor)) {
      yield newer(gatedType(type.name, path), field, `${object}${where}`, item, minor);
    } else {
      yield* checkKind(item, field.kind, object, where, minor);
    }
  }
}

function newer(gated: string, field: Field, prop: string, value: unknown, minor: number): Problem {
  const since = KUBERNETES_VERSIONS.find((version) => {
    const candidate = minorOf(version);
    return candidate >= field.since && candidate > minor && !isDropped(gated, field.name, value, candidate);
  });
  return {
    code: 'field-not-in-version',
    prop,
    value,
    message:
      since === undefined
        ? `is dropped by every Kubernetes up to ${NEWEST_KUBERNETES} that has no feature gate turned on for it`
        : `needs Kubernetes ${since}, and 1.${minor} would drop it without a word`,
    remedy:
      since === undefined
        ? 'Leave it out'
        : `Set kubernetesVersion to '${since}' where the cluster has it, or leave it out`,
  };
}

function* checkKind(value: unknown, kind: Kind, object: string, path: string, minor: number): Iterable<Problem> {
  switch (kind.tag) {
    case 'struct':
      if (!isPlainObject(value)) yield mistyped(object, path, value, 'a map');
      else yield* checkStruct(value, struct(kind.name), object, path, minor);
      return;
    case 'list':
      if (!Array.isArray(value)) yield mistyped(object, path, value, 'a list');
      else {
        for (const [index, item] of value.entries()) {
          yield* checkKind(item, kind.of, object, `${path}[${keyOf(item) ?? index}]`, minor);
        }
      }
      return;
    case 'map':
      if (!isPlainObject(value)) yield mistyped(object, path, value, 'a map');
      else {
        for (const [key, item] of Object.entries(value)) {
          yield* checkKind(item, kind.of, object, `${path}[${key}]`, minor);
        }
      }
      return;
    case 'scalar': {
      const wanted = scalarFault(value, kind.scalar);
      if (wanted !== undefined) yield mistyped(object, path, value, wanted);
    }
  }
}

function scalarFault(value: unknown, scalar: string): string | undefined {
  switch (scalar) {
    case 'b':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'i':
    case 'l':
      return Number.isInteger(value) ? undefined : 'a whole number';
    case 'x':
      return Number.isInteger(value) || typeof value === 'string' ? undefined : 'a whole number or text';
    case 'q':
      return parseQuantity(value) === undefined ? 'a quantity' : undefined;
    default:
      return typeof value === 'string' ? undefined : 'text';
  }
}

function mistyped(object: string, path: string, value: unknown, wanted: string): Problem {
  return {
    code: 'field-type-wrong',
    prop: `${object}${path}`,
    value,
    message: `must be ${wanted}`,
    remedy: 'Correct the value',
  };
}

function keyOf(item: unknown): string | undefined {
  if (!isPlainObject(item)) return undefined;
  const name = isPlainObject(item['metadata']) ? item['metadata']['name'] : item['name'];
  return typeof name === 'string' ? name : undefined;
}
