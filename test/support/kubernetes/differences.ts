import { parseQuantity } from '../../../lib/kubernetes/quantity';

/**
 * Where what we declare is not what is live: the paths of fields that are absent or other, in the manner of a GitOps tool's diff.
 * Fields that only the live object has are no difference. Amounts of resources are compared by their value.
 */
export function differences(declared: unknown, live: unknown, path = ''): string[] {
  if (Array.isArray(declared)) {
    if (!Array.isArray(live) || live.length !== declared.length) {
      return [path];
    }
    return declared.flatMap((item, index) => differences(item, live[index], `${path}[${index}]`));
  }
  if (typeof declared === 'object' && declared !== null) {
    if (typeof live !== 'object' || live === null) {
      return [path];
    }
    return Object.entries(declared).flatMap(([key, value]) =>
      differences(value, (live as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return declared === live || sameAmount(declared, live, path) ? [] : [path];
}

function sameAmount(declared: unknown, live: unknown, path: string): boolean {
  const one = /\.(requests|limits|sizeLimit)\b/.test(path) ? parseQuantity(declared) : undefined;
  const other = parseQuantity(live);
  return one !== undefined && other !== undefined && one.equals(other);
}
