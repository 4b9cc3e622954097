import { asObject, asObjects, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { qualifiedName } from './names';
import { validateClaimUse } from './resource-claims';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Requests and limits of a container. Quantities are canonical texts. */
export function validateResources(
  resources: PlainObject,
  path: string,
  claims: ReadonlySet<string>,
  errors: FieldErrors,
): void {
  validateAmounts(resources, path, validateName, errors);
  validateClaimUse(resources['claims'], `${path}.claims`, claims, errors);
}

/** Requests and limits of a whole pod. */
export function validatePodResources(spec: PlainObject, path: string, errors: FieldErrors): void {
  if (spec['resources'] === undefined) return;
  if (asObject(spec['os'])['name'] === 'windows') {
    errors.forbidden(path, 'may not be set for a windows pod');
    return;
  }
  const resources = asObject(spec['resources']);
  if (resources['claims'] !== undefined) {
    errors.forbidden(`${path}.claims`, 'claims may not be set for Resources at pod-level');
    validateClaimUse(resources['claims'], `${path}.claims`, new Set(), errors);
  }
  validateAmounts(resources, path, validatePodName, errors);
  validateConsistency(spec, resources, path, errors);
}

/** No container may have a higher limit than its pod, and together they may not ask for more than the pod does. */
function validateConsistency(spec: PlainObject, resources: PlainObject, path: string, errors: FieldErrors): void {
  const [requests, limits] = [asObject(resources['requests']), asObject(resources['limits'])];
  const sidecars = asObjects(spec['initContainers']).filter((each) => each['restartPolicy'] === 'Always');
  const containers = asObjects(spec['containers']).map((container) => asObject(container['resources']));
  const asking = [...containers, ...sidecars.map((each) => asObject(each['resources']))];
  for (const [name, text] of Object.entries(requests)) {
    const asked = asking.map((each) => parseQuantity(asObject(each['requests'])[name]));
    const total = asked.reduce(
      (sum, each) => (sum === undefined || each === undefined ? (sum ?? each) : sum.plus(each)),
      undefined,
    );
    const request = parseQuantity(text);
    if (total === undefined || request === undefined || total.compare(request) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${total.canonical}`;
    errors.invalid(`${path}.requests[${name}]`, text, detail);
  }
  containers.forEach((each, index) => {
    for (const [name, text] of Object.entries(asObject(each['limits']))) {
      const [limit, ofPod] = [parseQuantity(text), parseQuantity(limits[name])];
      if (limit === undefined || ofPod === undefined || limit.compare(ofPod) <= 0) continue;
      const detail = `must be less than or equal to pod limits of ${ofPod.canonical}`;
      errors.invalid(`${path}.containers[${index}][${name}].limits`, text, detail);
    }
  });
}

type NameCheck = (name: string, field: string, errors: FieldErrors) => void;

function validateAmounts(resources: PlainObject, path: string, check: NameCheck, errors: FieldErrors): void {
  const limits = asObject(resources['limits']);
  const requests = asObject(resources['requests']);
  for (const [list, values] of Object.entries({ limits, requests })) {
    for (const [name, text] of Object.entries(values)) {
      const field = `${path}.${list}[${name}]`;
      check(name, field, errors);
      validateAmount(name, text, field, errors);
    }
  }
  for (const [name, text] of Object.entries(requests)) {
    const request = parseQuantity(text);
    const limit = Object.hasOwn(limits, name) ? parseQuantity(limits[name]) : undefined;
    if (request === undefined) continue;
    if (limit === undefined) {
      if (!mayOvercommit(name)) {
        errors.required(`${path}.limits`, 'Limit must be set for non overcommitable resources');
      }
    } else if (!mayOvercommit(name) && !request.equals(limit)) {
      errors.invalid(`${path}.requests`, text, `must be equal to ${name} limit of ${limit.canonical}`);
    } else if (request.compare(limit) > 0) {
      errors.invalid(`${path}.requests`, text, `must be less than or equal to ${name} limit of ${limit.canonical}`);
    }
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory')) {
    errors.forbidden(path, 'HugePages require cpu or memory');
  }
}

function validateName(name: string, field: string, errors: FieldErrors): void {
  const problems = qualifiedName(name);
  errors.messages(field, name, problems);
  if (!name.includes('/')) {
    if (!STANDARD.has(name) && !isHugePages(name)) {
      errors.invalid(field, name, 'must be a standard resource for containers');
    }
  } else if (!name.includes('kubernetes.io/') && !isExtended(name)) {
    errors.invalid(field, name, "doesn't follow extended resource name standard");
  }
}

function validatePodName(name: string, field: string, errors: FieldErrors): void {
  const problems = qualifiedName(name);
  errors.messages(field, name, problems);
  if (problems.length === 0 && name !== 'cpu' && name !== 'memory' && !isHugePages(name)) {
    errors.supported(field, name, ['cpu', 'hugepages-', 'memory']);
  }
}

function validateAmount(name: string, text: unknown, field: string, errors: FieldErrors): void {
  const quantity = parseQuantity(text);
  if (quantity?.isNegative === true) errors.invalid(field, text, 'must be greater than or equal to 0');
  if (isExtended(name) && quantity?.isInteger === false) {
    errors.invalid(field, text, 'must be an integer');
  }
}

/** A resource of the domain of somebody else, which a quota can count too. */
function isExtended(name: string): boolean {
  if (!name.includes('/') || name.includes('kubernetes.io/') || name.startsWith('requests.')) return false;
  return qualifiedName(`requests.${name}`).length === 0;
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Only the node's own resources may be promised more often than they are there. */
function mayOvercommit(name: string): boolean {
  return (!name.includes('/') || name.includes('kubernetes.io/')) && !isHugePages(name);
}
