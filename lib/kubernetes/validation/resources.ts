import { asObject, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { qualifiedName } from './names';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Requests and limits of a container or a pod. Quantities are canonical texts. */
export function validateResources(resources: PlainObject, path: string, errors: FieldErrors): void {
  const limits = asObject(resources['limits']);
  const requests = asObject(resources['requests']);
  for (const [list, values] of Object.entries({ limits, requests })) {
    for (const [name, text] of Object.entries(values)) validateAmount(name, text, `${path}.${list}[${name}]`, errors);
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

function validateAmount(name: string, text: unknown, field: string, errors: FieldErrors): void {
  errors.messages(field, name, qualifiedName(name));
  if (!name.includes('/') && !STANDARD.has(name) && !isHugePages(name)) {
    errors.invalid(field, name, 'must be a standard resource for containers');
  }
  const quantity = parseQuantity(text);
  if (quantity?.isNegative === true) errors.invalid(field, text, 'must be greater than or equal to 0');
  if (name.includes('/') && quantity !== undefined && !/^-?\d+([kMGTPE]i?)?$/.test(quantity.canonical)) {
    errors.invalid(field, text, 'must be an integer');
  }
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Only the node's own resources may be promised more often than they are there. */
function mayOvercommit(name: string): boolean {
  return (!name.includes('/') || name.includes('kubernetes.io/')) && !isHugePages(name);
}
