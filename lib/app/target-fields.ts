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

/** A field of a type, and whether a version of the API server keeps it whatever its value is. */
interface Target {
  readonly field: Field;
  readonly kept: boolean;
}

/** By minor version and type, as every manifest of every app asks. */
const TARGETS = new Map<number, Map<string, ReadonlyMap<string, Target>>>();

/** The fields of a type, as a minor version of the API server takes them. `gated` is the name under which its gates stand. */
export function targetsOf(type: Struct, gated: string, minor: number): ReadonlyMap<string, Target> {
  const types = TARGETS.get(minor) ?? new Map<string, ReadonlyMap<string, Target>>();
  TARGETS.set(minor, types);
  let targets = types.get(gated);
  if (targets === undefined) {
    const kept = (field: Field): boolean => isKept(gated, field, undefined, minor);
    targets = new Map([...type.byName].map(([name, field]) => [name, { field, kept: kept(field) }]));
    types.set(gated, targets);
  }
  return targets;
}

/** Whether a minor version of the API server has a field, and keeps this value of it without a feature gate being turned on. */
export function isKept(gated: string, { name, since, until }: Field, value: unknown, minor: number): boolean {
  return (
    minor >= since &&
    minor <= until &&
    minor >= (KEPT_SINCE[gated]?.[name] ?? 0) &&
    !droppedFields(gated, { [name]: value }, minor).includes(name)
  );
}
