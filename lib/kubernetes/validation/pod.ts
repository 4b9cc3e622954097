import { asList, asObject, asObjects, at, deepEqual, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { validatePodSpec } from './pod-template';

const LONGEST_DEADLINE = 2 ** 31 - 1;

/** A Pod, new or in the place of an old one. */
export function validatePod(
  after: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  const spec = asObject(after['spec']);
  validatePodSpec(spec, asObject(old?.['spec']), 'spec', minor, errors);
  const deadline = spec['activeDeadlineSeconds'];
  if (typeof deadline === 'number' && (deadline < 1 || deadline > LONGEST_DEADLINE)) {
    errors.invalid('spec.activeDeadlineSeconds', deadline, `must be between 1 and ${LONGEST_DEADLINE}, inclusive`);
  }
  if (old !== undefined) validatePodUpdate(spec, asObject(old['spec']), errors);
  else if (asList(spec['ephemeralContainers']).length > 0) {
    errors.forbidden('spec.ephemeralContainers', 'cannot be set on create');
  } else if (spec['nodeName'] !== undefined && asList(spec['schedulingGates']).length > 0) {
    errors.forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
  }
}

const UPDATABLE =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Of a Pod that exists little may change, whatever runs it. */
function validatePodUpdate(spec: PlainObject, old: PlainObject, errors: FieldErrors): void {
  for (const list of ['containers', 'initContainers']) {
    const [now, then] = [asObjects(spec[list]), asObjects(old[list])];
    if (now.length !== then.length) {
      errors.forbidden(`spec.${list}`, 'pod updates may not add or remove containers');
      return;
    }
    now.forEach((container, index) => {
      if (container['image'] === undefined) errors.required(`spec.${list}[${index}].image`);
    });
  }
  validateDeadline(spec['activeDeadlineSeconds'], old['activeDeadlineSeconds'], errors);
  validateAdded(spec, old, errors);
  // The API server names `spec` alone.
  for (const field of changedFields(withoutUpdatable(spec, old), old)) {
    errors.unchangeable(`spec.${field}`, `pod updates may not change fields other than ${UPDATABLE}`);
  }
}

/** Fields of a pod, or of its containers. */
function changedFields(spec: PlainObject, old: PlainObject): string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(spec)])].filter(
    (name) => !deepEqual(spec[name], old[name]),
  );
  return names.flatMap((name) => {
    if (name !== 'containers' && name !== 'initContainers') return [name];
    const then = asObjects(old[name]);
    return asObjects(spec[name]).flatMap((container, index) => {
      const before = asObject(then[index]);
      const fields = [...new Set([...Object.keys(before), ...Object.keys(container)])];
      const changed = fields.filter((field) => !deepEqual(container[field], before[field]));
      return changed.map((field) => `${name}[${index}].${field}`);
    });
  });
}

function validateDeadline(now: unknown, then: unknown, errors: FieldErrors): void {
  const field = 'spec.activeDeadlineSeconds';
  if (now === undefined && then !== undefined) {
    errors.invalid(field, now, 'must not update from a positive integer to nil value');
  } else if (typeof now === 'number' && typeof then === 'number' && now > then) {
    errors.invalid(field, now, 'must be less than or equal to previous value');
  }
}

/** Tolerations may only be added, scheduling gates only removed; as long as there is one, node labels may be asked for. */
function validateAdded(spec: PlainObject, old: PlainObject, errors: FieldErrors): void {
  const [tolerations, gates] = [asList(spec['tolerations']), asList(old['schedulingGates'])];
  if (!asList(old['tolerations']).every((each) => tolerations.some((other) => sameToleration(each, other)))) {
    const detail = 'existing toleration can not be modified except its tolerationSeconds';
    errors.forbidden('spec.tolerations', detail);
  }
  asList(spec['schedulingGates']).forEach((gate, index) => {
    if (gates.some((other) => deepEqual(gate, other))) return;
    const detail = `only deletion is allowed, but found new scheduling gate '${String(asObject(gate)['name'])}'`;
    errors.forbidden(`spec.schedulingGates[${index}].name`, detail);
  });
  const selector = asObject(spec['nodeSelector']);
  const kept = Object.entries(asObject(old['nodeSelector'])).every(([key, value]) => selector[key] === value);
  if (gates.length > 0 && !kept) {
    const detail = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
    errors.invalid('spec.nodeSelector', selector, detail);
  }
}

function sameToleration(left: unknown, right: unknown): boolean {
  const [one, other] = [left, right].map((each) => ({ ...asObject(each), tolerationSeconds: undefined }));
  return deepEqual(one, other);
}

/** The new spec with all that may change as it was. */
function withoutUpdatable(spec: PlainObject, old: PlainObject): PlainObject {
  const result: PlainObject = { ...spec };
  for (const list of ['containers', 'initContainers']) {
    const images = asObjects(old[list]).map((container) => container['image']);
    if (spec[list] !== undefined) {
      result[list] = asObjects(spec[list]).map((container, index) => ({ ...container, image: images[index] }));
    }
  }
  const kept = ['activeDeadlineSeconds', 'schedulingGates', 'tolerations'];
  if (asList(old['schedulingGates']).length > 0) kept.push('nodeSelector');
  for (const field of kept) {
    if (old[field] === undefined) Reflect.deleteProperty(result, field);
    else result[field] = old[field];
  }
  if (Number(at(old, 'terminationGracePeriodSeconds') ?? 0) < 0 && spec['terminationGracePeriodSeconds'] === 1) {
    result['terminationGracePeriodSeconds'] = old['terminationGracePeriodSeconds'];
  }
  return result;
}
