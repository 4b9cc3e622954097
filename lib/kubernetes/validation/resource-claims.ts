import { asList, asObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Label, dns1123Subdomain } from './names';

/** The resource claims of a pod. Gives their names. */
export function validateResourceClaims(spec: PlainObject, path: string, errors: FieldErrors): ReadonlySet<string> {
  const names = new Set<string>();
  asList(spec['resourceClaims']).forEach((each, index) => {
    const claim = asObject(each);
    const field = `${path}[${index}]`;
    const { name } = claim;
    if (typeof name !== 'string') errors.required(`${field}.name`);
    else if (names.has(name)) errors.duplicate(`${field}.name`, name);
    else {
      errors.messages(`${field}.name`, name, dns1123Label(name));
      names.add(name);
    }
    const sources = ['resourceClaimName', 'resourceClaimTemplateName'].filter((key) => claim[key] !== undefined);
    if (sources.length > 1) {
      const detail = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
      errors.invalid(field, claim, detail);
    } else if (sources.length === 0) {
      errors.invalid(field, claim, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`');
    }
    for (const source of sources) {
      const value = claim[source];
      if (typeof value === 'string') errors.messages(`${field}.${source}`, value, dns1123Subdomain(value));
    }
  });
  return names;
}

/** The claims of the pod that a container uses. */
export function validateClaimUse(uses: unknown, path: string, claims: ReadonlySet<string>, errors: FieldErrors): void {
  const used = new Set<string>();
  asList(uses).forEach((each, index) => {
    const { name, request } = asObject(each);
    const field = `${path}[${index}]`;
    if (typeof name !== 'string') {
      errors.required(field);
      return;
    }
    const whole = used.has(name);
    const key = typeof request === 'string' ? `${name}/${request}` : name;
    if (whole || used.has(key) || (key === name && [...used].some((other) => other.startsWith(`${name}/`)))) {
      errors.duplicate(field, name);
    }
    if (!whole && typeof request === 'string') errors.messages(`${field}.request`, request, dns1123Label(request));
    used.add(key);
    if (!claims.has(name)) errors.notFound(field, name);
  });
}
