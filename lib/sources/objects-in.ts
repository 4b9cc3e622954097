import { asList, at, isPlainObject } from '../kubernetes/plain';
import { splitDocuments } from '../manifests/documents';
import { isForeign } from '../manifests/objects';
import { parse } from '../manifests/parse';

/** Kustomize leaves out an object that says so of itself. */
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** Whether kustomize leaves out something of a file that it lists. */
export function hasLocalConfig(text: string, name: string): boolean {
  // Only with an escape or a tag can a key be another word than the one that is written.
  if (!text.includes(LOCAL_CONFIG) && !/[\\!]/.test(text)) return false;
  const says = (value: unknown): boolean =>
    isPlainObject(value) &&
    (at(value, 'metadata', 'annotations', LOCAL_CONFIG) !== undefined || asList(value['items']).some(says));
  return splitDocuments(name, text).some((document) => says(parse(document).value));
}

/** Whether a file may hold objects of Kubernetes. One that cannot be read may. */
export function hasObjects(text: string, name: string): boolean {
  return splitDocuments(name, text)
    .map(parse)
    .some(({ value, errors }) => errors.length > 0 || !(value === null || isForeign(value)));
}
