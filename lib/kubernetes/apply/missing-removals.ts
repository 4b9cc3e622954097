import { asList, asObject, isPlainObject, type PlainObject } from '../plain';
import { isDeletion, knownPatchField, type PatchField, type PatchType, same } from './patch-type';

/** What a patch removes and the object does not have: `spec.template.spec.containers[web]`. Without a type, lists are not looked into. */
export function missingRemovals(
  original: unknown,
  patch: PlainObject,
  type: PatchType | undefined,
  path = '',
): string[] {
  if (!isPlainObject(original) && path !== '') return [];
  const owner = asObject(original);
  return Object.keys(patch).flatMap((key) => {
    const [value, where] = [patch[key], path === '' ? key : `${path}.${key}`];
    if (value === null) return Object.hasOwn(owner, key) ? [] : [where];
    const current = Object.hasOwn(owner, key) ? owner[key] : undefined;
    if (isPlainObject(value)) {
      const field = type === undefined ? undefined : knownPatchField(type, key, 'object');
      return isPlainObject(current) ? missingRemovals(current, value, field?.type, where) : [];
    }
    const field = type === undefined ? undefined : knownPatchField(type, key, 'list');
    return Array.isArray(value) && field !== undefined ? inList(asList(current), value, field, where) : [];
  });
}

function inList(current: readonly unknown[], patch: readonly unknown[], field: PatchField, path: string): string[] {
  const { mergeKey, type } = field;
  if (mergeKey === undefined || mergeKey === '=') return [];
  return patch.filter(isPlainObject).flatMap((item) => {
    const key = item[mergeKey];
    const where = `${path}[${String(key)}]`;
    const found = current.find((each) => isPlainObject(each) && same(each[mergeKey], key));
    if (isDeletion(item)) return found === undefined ? [where] : [];
    return found === undefined ? [] : missingRemovals(found, item, type, where);
  });
}
