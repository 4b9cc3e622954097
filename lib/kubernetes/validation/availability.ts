import { has } from '../gates';
import { asObject, asObjects, at, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { validateAtMostAll, validateIntOrPercent } from './int-or-percent';
import { validateSelector } from './metadata';

/** The spec of a PodDisruptionBudget. */
export function validateDisruptionBudget(spec: PlainObject, errors: FieldErrors): void {
  const { minAvailable, maxUnavailable } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    errors.invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set');
  }
  for (const [name, value] of Object.entries({ minAvailable, maxUnavailable })) {
    validateIntOrPercent(value, `spec.${name}`, errors);
    validateAtMostAll(value, `spec.${name}`, errors);
  }
  validateSelector(spec['selector'], 'spec.selector', errors);
  const policies = ['AlwaysAllow', 'IfHealthyBudget'];
  errors.oneOf('spec.unhealthyPodEvictionPolicy', spec['unhealthyPodEvictionPolicy'], policies, false);
}

/** The spec of a HorizontalPodAutoscaler. Metrics other than of resources are read, and not judged one by one. */
export function validateAutoscaler(spec: PlainObject, minor: number, errors: FieldErrors): void {
  const { minReplicas, maxReplicas } = spec;
  const lowest = has('HPAScaleToZero', minor) ? 0 : 1;
  if (typeof minReplicas === 'number' && minReplicas < lowest) {
    errors.invalid('spec.minReplicas', minReplicas, `must be greater than or equal to ${lowest}`);
  }
  const most = typeof maxReplicas === 'number' ? maxReplicas : 0;
  if (most < 1) errors.invalid('spec.maxReplicas', most, 'must be greater than 0');
  if (typeof minReplicas === 'number' && most < minReplicas) {
    errors.invalid('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`');
  }
  for (const name of ['kind', 'name']) {
    const value = at(spec, 'scaleTargetRef', name);
    const field = `spec.scaleTargetRef.${name}`;
    if (typeof value !== 'string') errors.required(field);
    else if (value === '.' || value === '..') errors.invalid(field, value, `may not be '${value}'`);
    else if (/[/%]/.test(value)) errors.invalid(field, value, `may not contain '${/[/%]/.exec(value)?.[0] ?? ''}'`);
  }
  const version = at(spec, 'scaleTargetRef', 'apiVersion');
  if (has('ScaleTargetVersionJudged', minor)) {
    const field = 'spec.scaleTargetRef.apiVersion';
    const parts = typeof version === 'string' ? version.split('/') : [];
    if (parts.length > 2) errors.invalid(field, version, `unexpected GroupVersion string: ${String(version)}`);
    else if (parts.length < 2) errors.invalid(field, version ?? '', 'apiVersion must specify API group');
  }
  const metrics = asObjects(spec['metrics']);
  metrics.forEach((metric, index) => validateMetric(metric, `spec.metrics[${index}]`, errors));
  if (minReplicas === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External')) {
    const detail = 'must specify at least one Object or External metric to support scaling to zero replicas';
    errors.forbidden('spec.metrics', detail);
  }
  for (const name of ['scaleUp', 'scaleDown']) {
    const rules = at(spec, 'behavior', name);
    if (rules !== undefined) validateScaling(asObject(rules), `spec.behavior.${name}`, errors);
  }
}

const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    ContainerResource: 'containerResource',
    External: 'external',
    Object: 'object',
    Pods: 'pods',
    Resource: 'resource',
  }),
);

function validateMetric(metric: PlainObject, field: string, errors: FieldErrors): void {
  const { type } = metric;
  const source = typeof type === 'string' ? SOURCES.get(type) : undefined;
  if (type === undefined) errors.required(`${field}.type`, 'must specify a metric source type');
  if (source === undefined) errors.oneOf(`${field}.type`, type ?? '(none)', [...SOURCES.keys()]);
  else if (metric[source] === undefined) {
    errors.required(`${field}.${source}`, 'must populate information for the given metric source');
  }
  for (const other of SOURCES.values()) {
    if (other !== source && metric[other] !== undefined) {
      errors.forbidden(`${field}.${other}`, 'must populate the given metric source only');
    }
  }
  // Of several sources the API server looks into the first.
  const first = ['object', 'external', 'pods', 'resource'].find((each) => metric[each] !== undefined);
  if (first !== undefined) validateTarget(asObject(at(metric, first, 'target')), `${field}.${first}.target`, errors);
  if (first === 'resource') {
    validateResourceMetric(asObject(metric['resource']), `${field}.resource`, errors);
  }
}

/** Amounts that a metric is to reach. */
function validateTarget(target: PlainObject, field: string, errors: FieldErrors): void {
  for (const name of ['value', 'averageValue']) {
    const amount = parseQuantity(target[name]);
    if (amount !== undefined && (amount.isZero || amount.isNegative)) {
      errors.invalid(`${field}.${name}`, amount.canonical, 'must be positive');
    }
  }
}

function validateResourceMetric(resource: PlainObject, field: string, errors: FieldErrors): void {
  if (resource['name'] === undefined) errors.required(`${field}.name`, 'must specify a resource name');
  const target = asObject(resource['target']);
  const { type, averageUtilization, averageValue, value } = target;
  if (type === undefined) errors.required(`${field}.target.type`, 'must specify a metric target type');
  else errors.oneOf(`${field}.target.type`, type, ['Utilization', 'Value', 'AverageValue']);
  if (typeof averageUtilization === 'number' && averageUtilization < 1) {
    errors.invalid(`${field}.target.averageUtilization`, averageUtilization, 'must be greater than 0');
  }
  if (averageUtilization === undefined && averageValue === undefined) {
    const detail = 'must set either a target raw value or a target utilization';
    errors.required(`${field}.target.averageUtilization`, detail);
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const detail = 'may not set both a target raw value and a target utilization';
    errors.forbidden(`${field}.target.averageValue`, detail);
  }
  if (value !== undefined) errors.forbidden(`${field}.target.value`, 'may not set a raw value');
}

const LONGEST_WINDOW_SECONDS = 3600;
const LONGEST_PERIOD_SECONDS = 1800;

function validateScaling(rules: PlainObject, field: string, errors: FieldErrors): void {
  const window = rules['stabilizationWindowSeconds'];
  if (typeof window === 'number' && (window < 0 || window > LONGEST_WINDOW_SECONDS)) {
    const detail = window < 0 ? 'must be greater than or equal to zero' : 'must be less than or equal to 3600';
    errors.invalid(`${field}.stabilizationWindowSeconds`, window, detail);
  }
  errors.oneOf(`${field}.selectPolicy`, rules['selectPolicy'], ['Disabled', 'Max', 'Min'], false);
  const policies = asObjects(rules['policies']);
  if (policies.length === 0) errors.required(`${field}.policies`, 'must specify at least one Policy');
  policies.forEach((policy, index) => {
    const path = `${field}.policies[${index}]`;
    errors.oneOf(`${path}.type`, policy['type'] ?? '(none)', ['Percent', 'Pods']);
    const [amount, period] = [Number(policy['value'] ?? 0), Number(policy['periodSeconds'] ?? 0)];
    if (amount <= 0) errors.invalid(`${path}.value`, amount, 'must be greater than zero');
    if (period <= 0) errors.invalid(`${path}.periodSeconds`, period, 'must be greater than zero');
    if (period > LONGEST_PERIOD_SECONDS) {
      errors.invalid(`${path}.periodSeconds`, period, 'must be less than or equal to 1800');
    }
  });
}
