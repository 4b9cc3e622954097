import { droppedFields } from '../kubernetes/feature-gates';
import type { Field, Struct } from '../kubernetes/fields';

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

/** A field of a type, and whether a version of the API server keeps it. */
interface Target {
  readonly field: Field;
  readonly kept: boolean;
}

/** By minor version and type, as every manifest of every app asks. */
const TARGETS = new Map<number, Map<Struct, ReadonlyMap<string, Target>>>();

/** The fields of a type, as a minor version of the API server takes them. */
export function targetsOf(type: Struct, minor: number): ReadonlyMap<string, Target> {
  const types = TARGETS.get(minor) ?? new Map<Struct, ReadonlyMap<string, Target>>();
  TARGETS.set(minor, types);
  let targets = types.get(type);
  if (targets === undefined) {
    targets = new Map([...type.byName].map(([name, field]) => [name, { field, kept: isKept(type, field, minor) }]));
    types.set(type, targets);
  }
  return targets;
}

/** Whether a minor version of the API server has a field, and keeps it without a feature gate being turned on. */
export function isKept(type: Struct, { name, since, until }: Field, minor: number): boolean {
  return (
    minor >= since &&
    minor <= until &&
    minor >= (KEPT_SINCE[type.name]?.[name] ?? 0) &&
    !droppedFields(type.name, minor).includes(name)
  );
}
