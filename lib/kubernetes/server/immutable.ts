import { has } from '../gates';
import { type Difference, formatPath, type Step } from '../fields/differences';
import { asObject, at, deepEqual, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldError } from '../validation/field-error';

/** What may change in the spec of a StatefulSet. All else may not: a new field fails safe. */
const MUTABLE: ReadonlySet<string> = new Set([
  'replicas',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'persistentVolumeClaimRetentionPolicy',
  'ordinals',
]);

const FORBIDDEN_SINCE_33 =
  "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'";
const FORBIDDEN_BEFORE =
  "'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'";

/** Whether a field of `StatefulSet.spec` may change in a minor version. */
export function isMutable(field: string, minor: number): boolean {
  return MUTABLE.has(field) || (field === 'revisionHistoryLimit' && has('RevisionHistoryLimitMutable', minor));
}

/** The API server's complaints about changes to what may not change. */
export function immutabilityErrors(
  kind: string,
  changes: readonly Difference[],
  before: PlainObject,
  after: PlainObject,
  minor: number,
): readonly FieldError[] {
  const changed = changes.filter((change) => change.path[0] === 'spec' && !change.sameValue);
  switch (kind) {
    case 'StatefulSet':
      return statefulSet(changed, after, minor);
    case 'PersistentVolumeClaim':
      return claim(changed, before, after, minor);
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet': {
      if (!changed.some((change) => change.path[1] === 'selector')) return [];
      return [
        {
          field: 'spec.selector',
          type: 'Invalid value',
          value: at(after, 'spec', 'selector'),
          detail: 'field is immutable',
          immutable: true,
        },
      ];
    }
    default:
      return [];
  }
}

function statefulSet(changed: readonly Difference[], after: PlainObject, minor: number): FieldError[] {
  const fields = new Set(changed.map((change) => stepName(change.path[1])));
  const refused = [...fields].filter((field) => !isMutable(field, minor));
  if (refused.length === 0) return [];
  if (has('ImmutabilityByField', minor)) {
    return refused.map((field) => ({
      field: `spec.${field}`,
      type: 'Invalid value',
      value: at(after, 'spec', field),
      detail: 'field is immutable',
      immutable: true,
    }));
  }
  const list = has('RevisionHistoryLimitMutable', minor) ? FORBIDDEN_SINCE_33 : FORBIDDEN_BEFORE;
  const detail = `updates to statefulset spec for fields other than ${list} are forbidden`;
  return [{ field: 'spec', type: 'Forbidden', detail, immutable: true }];
}

const ATTRIBUTES_CLASS = 'spec.volumeAttributesClassName';

/** Growth of a bound claim, one first volume name, one first class: the rest of a claim's spec stays. */
function claim(changed: readonly Difference[], before: PlainObject, after: PlainObject, minor: number): FieldError[] {
  const errors: FieldError[] = [];
  const bound = at(before, 'status', 'phase') === 'Bound';
  const refused = changed.filter((change) => {
    const path = formatPath(change.path);
    if (path === 'spec.resources.requests.storage' && bound) return false;
    if (path === ATTRIBUTES_CLASS && bound && has('AttributesClassOfClaimMutable', minor)) return false;
    if (path === 'spec.volumeName') return at(before, 'spec', 'volumeName') !== undefined;
    if (path === 'spec.storageClassName') return !mayNameClass(before, after);
    return true;
  });
  if (refused.length > 0) {
    const list = has('AttributesClassOfClaimMutable', minor)
      ? 'resources.requests and volumeAttributesClassName'
      : 'resources.requests';
    errors.push({
      field: 'spec',
      type: 'Forbidden',
      detail: `spec is immutable after creation except ${list} for bound claims`,
      immutable: true,
    });
  }
  if (changed.some((change) => formatPath(change.path) === ATTRIBUTES_CLASS)) {
    errors.push(...attributesClassTakenAway(before, after));
  }
  const size = changed.find((change) => formatPath(change.path) === 'spec.resources.requests.storage');
  if (size !== undefined) errors.push(...shrink(size, before, minor));
  if (changed.some((change) => formatPath(change.path) === 'spec.volumeMode')) {
    const value = at(after, 'spec', 'volumeMode');
    errors.push({ field: 'volumeMode', type: 'Invalid value', value, detail: 'field is immutable', immutable: true });
  }
  return errors;
}

/** A volume keeps the attributes of a class until it gets another one. */
function attributesClassTakenAway(before: PlainObject, after: PlainObject): FieldError[] {
  const value = at(after, 'spec', 'volumeAttributesClassName');
  if ((value ?? '') !== '' || at(before, 'status', 'currentVolumeAttributesClassName') === undefined) return [];
  const to = value === undefined ? 'nil' : 'empty string';
  const detail = `update to ${to} is forbidden when status.currentVolumeAttributesClassName is not nil`;
  return [{ field: ATTRIBUTES_CLASS, type: 'Forbidden', detail, immutable: true }];
}

function shrink(size: Difference, before: PlainObject, minor: number): FieldError[] {
  const [old, wanted] = [parseQuantity(size.before), parseQuantity(size.after ?? '0')];
  if (old === undefined || wanted === undefined || wanted.compare(old) >= 0) return [];
  const field = 'spec.resources.requests.storage';
  if (!has('RecoverVolumeExpansionFailure', minor))
    return [{ field, type: 'Forbidden', detail: 'field can not be less than previous value' }];
  const capacity = parseQuantity(at(before, 'status', 'capacity', 'storage'));
  // Without facts about the live claim, its volume has the size that was asked for.
  if (wanted.compare(capacity ?? old) > 0) return [];
  return [{ field, type: 'Forbidden', detail: 'field can not be less than status.capacity' }];
}

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

function mayNameClass(before: PlainObject, after: PlainObject): boolean {
  if (at(before, 'spec', 'storageClassName') !== undefined) return false;
  const wanted = at(after, 'spec', 'storageClassName');
  const annotation = asObject(at(before, 'metadata', 'annotations'))[CLASS_ANNOTATION];
  return wanted !== undefined && (annotation === undefined || deepEqual(annotation, wanted));
}

function stepName(step: Step | undefined): string {
  return typeof step === 'string' ? step : '';
}
