import { copy, isPlainObject, type PlainObject } from '../../kubernetes/plain';

/**
 * Strategic merge, by the rule that holds for pods: maps are merged, `null` removes, lists of named items are merged by name (claim
 * templates by the name in their metadata), and any other list is replaced.
 *
 * @throws where something that shall be removed is missing: a patch that does nothing hides a mistake
 */
export function mergeByName(before: unknown, patch: unknown, path = ''): unknown {
  if (isPlainObject(patch)) {
    const result: PlainObject = isPlainObject(before) ? { ...before } : {};
    for (const [key, value] of Object.entries(patch)) {
      const where = path === '' ? key : `${path}.${key}`;
      if (value === undefined) continue;
      if (value !== null) {
        result[key] = mergeByName(result[key], value, where);
      } else if (key in result) {
        Reflect.deleteProperty(result, key);
      } else {
        throw new Error(`${where} is missing, so it cannot be removed`);
      }
    }
    return result;
  }
  if (Array.isArray(patch) && patch.length > 0 && patch.every((item) => labelOf(item) !== undefined)) {
    return mergeList(Array.isArray(before) ? (before as unknown[]) : [], patch as unknown[], path);
  }
  return copy(patch);
}

function mergeList(before: readonly unknown[], patch: readonly unknown[], path: string): unknown[] {
  const result = [...before];
  for (const item of patch) {
    const name = labelOf(item);
    const index = result.findIndex((candidate) => labelOf(candidate) === name);
    const where = `${path}[${name}]`;
    if ((item as PlainObject)['$patch'] === 'delete') {
      if (index < 0) throw new Error(`${where} is missing, so it cannot be removed`);
      result.splice(index, 1);
    } else if (index < 0) {
      result.push(copy(item));
    } else {
      result[index] = mergeByName(result[index], item, where);
    }
  }
  return result;
}

function labelOf(item: unknown): string | undefined {
  if (!isPlainObject(item)) return undefined;
  const name = isPlainObject(item['metadata']) ? item['metadata']['name'] : item['name'];
  return typeof name === 'string' ? name : undefined;
}
