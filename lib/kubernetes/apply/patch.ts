import { structOfKind } from '../fields/fields';
import { copy, isPlainObject, type PlainObject, put, remove } from '../plain';
import { mergeInto } from './merge';
import { missingRemovals } from './missing-removals';
import { DIRECTIVE, PatchError } from './patch-type';

/**
 * The manifest with a patch, as `kubectl patch --type strategic` merges it: lists by the merge keys of Kubernetes' types, with the directives
 * `$patch`, `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList`. An object of a kind that Kubernetes itself does not have has no
 * merge keys: it is patched as `--type merge` does it, lists as a whole. Neither argument is changed.
 *
 * @throws {PatchError} where the API server refuses the patch, or where it removes what is not there: a patch without effect hides a mistake.
 */
export function patchManifest(manifest: PlainObject, patch: PlainObject): PlainObject {
  const type = structOfKind(manifest['apiVersion'], manifest['kind']);
  const [missing] = missingRemovals(manifest, patch, type);
  if (missing !== undefined) throw new PatchError(`${missing} is missing, so it cannot be removed`);
  return type === undefined ? mergeJson(manifest, patch) : mergeInto(copy(manifest), copy(patch), type, 'object');
}

/** A JSON merge patch, RFC 7386. */
function mergeJson(original: unknown, patch: PlainObject): PlainObject {
  if (Object.hasOwn(patch, DIRECTIVE)) throw new PatchError(`only kinds of Kubernetes itself have ${DIRECTIVE}`);
  const result: PlainObject = isPlainObject(original) ? { ...original } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === null) remove(result, key);
    else put(result, key, isPlainObject(value) ? mergeJson(result[key], value) : copy(value));
  }
  return result;
}
