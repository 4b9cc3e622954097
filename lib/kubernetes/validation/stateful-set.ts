import { has } from '../gates';
import { asObject, asObjects, at, copy, type PlainObject } from '../plain';
import { prepareClaim } from '../server/claim-strategy';
import { validateClaimSpec } from './claim';
import { FieldErrors } from './field-error';
import {
  selects,
  validateAnnotations,
  validateLabels,
  validateMetadata,
  validateMetadataUpdate,
  validateSelector,
} from './metadata';
import { dns1123Label } from './names';
import { validatePodTemplate } from './pod-template';

/** A StatefulSet about to be created. `set` is decoded: defaults are filled in. */
export function validateStatefulSet(set: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  validateMetadata(asObject(set['metadata']), 'metadata', dns1123Label, errors);
  const spec = asObject(set['spec']);
  validateSpec(spec, minor, errors);
  if (has('ServiceNameJudged', minor) && typeof spec['serviceName'] === 'string' && spec['serviceName'] !== '') {
    errors.messages('spec.serviceName', spec['serviceName'], dns1123Label(spec['serviceName']));
  }
  if (has('TemplatesJudged', minor)) {
    asObjects(spec['volumeClaimTemplates']).forEach((template, index) => {
      validateClaimSpec(asObject(template['spec']), `spec.volumeClaimTemplates[${index}].spec`, minor, errors);
    });
    validateTemplate(spec, undefined, minor, errors);
  }
  return errors;
}

/**
 * A StatefulSet about to replace another, apart from what may not change. A pod template is not judged where that of the old
 * object would fail as well.
 */
export function validateStatefulSetUpdate(set: PlainObject, old: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  validateLabels(at(set, 'metadata', 'labels'), 'metadata.labels', errors);
  validateAnnotations(at(set, 'metadata', 'annotations'), 'metadata.annotations', errors);
  const spec = asObject(set['spec']);
  validateSpec(spec, minor, errors);
  if (has('TemplatesJudged', minor)) {
    const oldErrors = new FieldErrors();
    validateSpec(asObject(old['spec']), minor, oldErrors);
    const oldSpec = asObject(old['spec']);
    validateTemplate(oldSpec, oldSpec['template'], minor, oldErrors);
    if (oldErrors.list.length === 0) validateTemplate(spec, oldSpec['template'], minor, errors);
  }
  return errors;
}

function validateSpec(spec: PlainObject, minor: number, errors: FieldErrors): void {
  const policy = spec['podManagementPolicy'];
  if (policy !== 'OrderedReady' && policy !== 'Parallel') {
    errors.invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'");
  }
  validateUpdateStrategy(asObject(spec['updateStrategy']), minor, errors);
  const retention = asObject(spec['persistentVolumeClaimRetentionPolicy']);
  for (const when of ['whenDeleted', 'whenScaled']) {
    errors.oneOf(`spec.persistentVolumeClaimRetentionPolicy.${when}`, retention[when], ['Retain', 'Delete']);
  }
  errors.nonNegative('spec.replicas', spec['replicas']);
  errors.nonNegative('spec.minReadySeconds', spec['minReadySeconds']);
  errors.nonNegative('spec.ordinals.start', at(spec, 'ordinals', 'start'));
  validateSelectorOfSet(spec, errors);
  const template = asObject(spec['template']);
  if (isSelector(spec['selector'])) {
    validateLabels(at(template, 'metadata', 'labels'), 'spec.template.labels', errors);
    validateAnnotations(at(template, 'metadata', 'annotations'), 'spec.template.annotations', errors);
  }
  const restartPolicy = at(template, 'spec', 'restartPolicy');
  if (restartPolicy !== 'Always') errors.oneOf('spec.template.spec.restartPolicy', restartPolicy, ['Always']);
  if (at(template, 'spec', 'activeDeadlineSeconds') !== undefined) {
    errors.forbidden(
      'spec.template.spec.activeDeadlineSeconds',
      'activeDeadlineSeconds in StatefulSet is not Supported',
    );
  }
}

function validateSelectorOfSet(spec: PlainObject, errors: FieldErrors): void {
  const selector = spec['selector'];
  const labels = asObject(at(spec, 'template', 'metadata', 'labels'));
  if (selector === undefined) {
    errors.required('spec.selector');
    // A selector that is not there selects nothing.
    errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
    return;
  }
  const before = errors.list.length;
  validateSelector(selector, 'spec.selector', errors);
  if (Object.keys(asObject(selector)).length === 0) {
    errors.invalid('spec.selector', selector, 'empty selector is invalid for statefulset');
  } else if (errors.list.length > before) {
    // Said once more of the whole, which no selector can be made of.
    errors.invalid('spec.selector', selector, '');
  } else if (!selects(selector, labels)) {
    errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
  }
}

function validateUpdateStrategy(strategy: PlainObject, minor: number, errors: FieldErrors): void {
  const rolling = strategy['rollingUpdate'];
  switch (strategy['type']) {
    case 'OnDelete':
      if (rolling !== undefined) {
        errors.invalid('spec.updateStrategy.rollingUpdate', rolling, "only allowed for updateStrategy 'RollingUpdate'");
      }
      return;
    case 'RollingUpdate':
      break;
    default:
      errors.invalid('spec.updateStrategy', strategy, "must be 'RollingUpdate' or 'OnDelete'");
      return;
  }
  if (rolling === undefined) return;
  const field = 'spec.updateStrategy.rollingUpdate';
  errors.nonNegative(`${field}.partition`, at(rolling, 'partition'));
  const unavailable = at(rolling, 'maxUnavailable');
  if (!has('MaxUnavailableStatefulSet', minor) || unavailable === undefined) return;
  const percent = typeof unavailable === 'string' ? /^(\d+)%$/.exec(unavailable) : null;
  if (typeof unavailable === 'string' && percent === null) {
    errors.invalid(
      `${field}.maxUnavailable`,
      unavailable,
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', or '93%', regex used for validation is '[0-9]+%')",
    );
    return;
  }
  errors.nonNegative(`${field}.maxUnavailable`, unavailable);
  const amount = percent === null ? Number(unavailable) : Number(percent[1]);
  if (amount === 0) errors.invalid(`${field}.maxUnavailable`, unavailable, 'cannot be 0');
  if (percent !== null && amount > 100) {
    errors.invalid(`${field}.maxUnavailable`, unavailable, 'must not be greater than 100%');
  }
}

/** Whether pods can be selected by it: otherwise their template is not looked at. */
function isSelector(selector: unknown): boolean {
  const errors = new FieldErrors();
  if (selector !== undefined) validateSelector(selector, 'selector', errors);
  return errors.list.length === 0;
}

/**
 * What makes pods and claims of a StatefulSet impossible that the API server took: before 1.34 it judges templates only when
 * something is made of them, and labels of claim templates still.
 */
export function templateErrors(spec: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  const claims = asObjects(spec['volumeClaimTemplates']);
  claims.forEach((template, index) => {
    const field = `spec.volumeClaimTemplates[${index}].metadata`;
    validateMetadataUpdate(asObject(template['metadata']), field, errors);
  });
  if (has('TemplatesJudged', minor)) return errors;
  validateTemplate(spec, undefined, minor, errors);
  claims.forEach((template, index) => {
    // What the controller sends loses fields that templates keep.
    const claim = copy(template);
    prepareClaim(claim, minor);
    validateClaimSpec(asObject(claim['spec']), `spec.volumeClaimTemplates[${index}].spec`, minor, errors);
  });
  const service = spec['serviceName'];
  if (!has('ServiceNameJudged', minor) && typeof service === 'string' && service !== '') {
    errors.messages('spec.serviceName', service, dns1123Label(service));
  }
  return errors;
}

/** The pod template with the claim templates as volumes, and without what the controller overwrites. */
function validateTemplate(spec: PlainObject, old: unknown, minor: number, errors: FieldErrors): void {
  if (!isSelector(spec['selector'])) return;
  const template = asObject(spec['template']);
  const pod = { ...asObject(template['spec']) };
  delete pod['hostname'];
  delete pod['subdomain'];
  const volumes = judgedVolumes(spec);
  if (volumes !== undefined) pod['volumes'] = volumes;
  validatePodTemplate({ ...template, spec: pod }, old, 'spec.template', minor, errors);
}

/** The volumes of a StatefulSet with claim templates: the API server puts the claims first, which shifts the numbers in its errors. */
export function judgedVolumes(spec: PlainObject): readonly PlainObject[] | undefined {
  const names = new Set(asObjects(spec['volumeClaimTemplates']).map((claim) => at(claim, 'metadata', 'name') ?? ''));
  if (names.size === 0) return undefined;
  const claims = [...names].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const own = asObjects(at(spec, 'template', 'spec', 'volumes'));
  return [...claims, ...own.filter((volume) => !names.has(volume['name'] ?? ''))];
}
