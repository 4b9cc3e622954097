import { JsonPatch } from 'cdk8s';
import { deepEqual, isPlainObject } from '../../lib/kubernetes/plain';

/** One place where two manifests differ. */
export interface Difference {
  /** `spec.template.spec.containers[0].env[2].value` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two manifests differ, as deep as possible: order counts in lists, and in maps not. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (deepEqual(before, after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, index) => differences(item, after[index], `${path}[${index}]`));
  }
  return [{ path, before, after }];
}

/** The operations that make one manifest of the other. */
export function patchOf(before: unknown, after: unknown, pointer = ''): JsonPatch[] {
  if (deepEqual(before, after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (after[key] === undefined) return before[key] === undefined ? [] : [JsonPatch.remove(at)];
      return before[key] === undefined ? [JsonPatch.add(at, after[key])] : patchOf(before[key], after[key], at);
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, index) => patchOf(item, after[index], `${pointer}/${index}`));
  }
  return [JsonPatch.replace(pointer, after)];
}

/** The path without numbers and names, by which missing fields are counted. */
export function fieldPath(path: string): string {
  return path.replace(/\[\d+\]/g, '[]').replace(/\.(labels|annotations|matchLabels|nodeSelector)\..*$/, '.$1.*');
}
