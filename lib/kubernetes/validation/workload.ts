import { asObject, at, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { isZero, validateAtMostAll, validateIntOrPercent } from './int-or-percent';
import { selects, validateSelector } from './metadata';
import { validatePodTemplate } from './pod-template';

/** The spec of a Deployment. */
export function validateDeployment(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  errors.nonNegative('spec.replicas', spec['replicas']);
  validateSelection(spec, 'deployment', errors);
  validateLongRunning(spec, old, 'ReplicaSet', minor, errors);
  validateStrategy(asObject(spec['strategy']), errors);
  errors.nonNegative('spec.revisionHistoryLimit', spec['revisionHistoryLimit']);
  const deadline = spec['progressDeadlineSeconds'];
  errors.nonNegative('spec.progressDeadlineSeconds', deadline);
  if (typeof deadline === 'number' && deadline <= Number(spec['minReadySeconds'] ?? 0)) {
    errors.invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds');
  }
}

/** The spec of a ReplicaSet. */
export function validateReplicaSet(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  errors.nonNegative('spec.replicas', spec['replicas']);
  validateSelection(spec, 'deployment', errors);
  validateLongRunning(spec, old, 'ReplicaSet', minor, errors);
}

/** The spec of a ReplicationController, whose selector is a map of labels. */
export function validateReplicationController(
  spec: PlainObject,
  old: PlainObject,
  minor: number,
  errors: FieldErrors,
): void {
  errors.nonNegative('spec.replicas', spec['replicas']);
  const selector = asObject(spec['selector']);
  if (Object.keys(selector).length === 0) errors.required('spec.selector');
  if (spec['template'] === undefined) {
    errors.required('spec.template');
    return;
  }
  const labels = asObject(at(spec, 'template', 'metadata', 'labels'));
  if (Object.keys(selector).length > 0 && !selects({ matchLabels: selector }, labels)) {
    errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
  }
  validateLongRunning(spec, old, 'ReplicationController', minor, errors);
}

/** The spec of a DaemonSet. */
export function validateDaemonSet(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  validateSelection(spec, 'daemonset', errors);
  validateLongRunning(spec, old, 'DaemonSet', minor, errors);
  errors.nonNegative('spec.revisionHistoryLimit', spec['revisionHistoryLimit']);
  const strategy = asObject(spec['updateStrategy']);
  if (strategy['type'] === 'OnDelete') return;
  const field = 'spec.updateStrategy';
  if (strategy['type'] !== 'RollingUpdate') {
    errors.invalid(field, strategy, "must be 'RollingUpdate' or 'OnDelete'");
    return;
  }
  const { maxUnavailable, maxSurge } = asObject(strategy['rollingUpdate']);
  validateIntOrPercent(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
  validateAtMostAll(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
  validateIntOrPercent(maxSurge, `${field}.rollingUpdate.maxSurge`, errors);
  validateAtMostAll(maxSurge, `${field}.rollingUpdate.maxSurge`, errors);
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    errors.required(`${field}.rollingUpdate.maxUnavailable`, 'cannot be 0 when maxSurge is 0');
  } else if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    errors.invalid(`${field}.rollingUpdate.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero');
  }
}

function validateSelection(spec: PlainObject, noun: string, errors: FieldErrors): void {
  const { selector } = spec;
  if (selector === undefined) errors.required('spec.selector');
  const before = errors.list.length;
  if (selector !== undefined) validateSelector(selector, 'spec.selector', errors);
  if (selector !== undefined && Object.keys(asObject(selector)).length === 0) {
    errors.invalid('spec.selector', selector, `empty selector is invalid for ${noun}`);
    if (noun === 'deployment') return;
  }
  if (errors.list.length === before || selector === undefined) {
    const labels = asObject(at(spec, 'template', 'metadata', 'labels'));
    if (selector === undefined || !selects(selector, labels)) {
      errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
    }
  }
}

function validateLongRunning(
  spec: PlainObject,
  old: PlainObject,
  noun: string,
  minor: number,
  errors: FieldErrors,
): void {
  const template = asObject(spec['template']);
  validatePodTemplate(template, old['template'], 'spec.template', minor, errors);
  const policy = at(template, 'spec', 'restartPolicy');
  if (policy !== 'Always') errors.oneOf('spec.template.spec.restartPolicy', policy, ['Always']);
  if (at(template, 'spec', 'activeDeadlineSeconds') !== undefined) {
    const detail = `activeDeadlineSeconds in ${noun} is not Supported`;
    errors.forbidden('spec.template.spec.activeDeadlineSeconds', detail);
  }
  errors.nonNegative('spec.minReadySeconds', spec['minReadySeconds']);
}

function validateStrategy(strategy: PlainObject, errors: FieldErrors): void {
  const field = 'spec.strategy';
  const rolling = strategy['rollingUpdate'];
  switch (strategy['type']) {
    case 'Recreate':
      if (rolling !== undefined) {
        const detail = "may not be specified when strategy `type` is 'Recreate'";
        errors.forbidden(`${field}.rollingUpdate`, detail);
      }
      return;
    case 'RollingUpdate':
      break;
    default:
      errors.oneOf(field, strategy['type'], ['Recreate', 'RollingUpdate']);
      return;
  }
  const { maxUnavailable, maxSurge } = asObject(rolling);
  validateIntOrPercent(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
  validateIntOrPercent(maxSurge, `${field}.rollingUpdate.maxSurge`, errors);
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    errors.invalid(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0');
  }
  validateAtMostAll(maxUnavailable, `${field}.rollingUpdate.maxUnavailable`, errors);
}
