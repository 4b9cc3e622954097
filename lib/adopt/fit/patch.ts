import { deepEqual, isPlainObject } from '../../kubernetes/plain';
import { call, type Call } from '../code/code';

/** The operations that make one manifest of the other, as code. */
export function patchOf(before: unknown, after: unknown, pointer = ''): Call[] {
  if (deepEqual(before, after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const path = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (after[key] === undefined) return before[key] === undefined ? [] : [call('JsonPatch', 'remove', path)];
      return before[key] === undefined
        ? [call('JsonPatch', 'add', path, after[key])]
        : patchOf(before[key], after[key], path);
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, index) => patchOf(item, after[index], `${pointer}/${index}`));
  }
  return [call('JsonPatch', 'replace', pointer, after)];
}
