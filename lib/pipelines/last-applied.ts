import { annotationBytes } from '../kubernetes/validation/metadata';
import type { Manifest } from '../kubernetes/manifest';
import { DEFAULT_NAMESPACE } from '../kubernetes/naming';
import { isClusterScoped } from '../kubernetes/object-kind';
import { asObject, type PlainObject } from '../kubernetes/plain';
import { codeOfCharacter } from '../messages/text';
import { LAST_APPLIED } from './kubectl';

/**
 * What all annotations take, in bytes, once client-side apply has noted the manifest in one of them: compact JSON, as Go writes it, and a
 * newline. Source: kubectl pkg/util/apply.go; run with kubectl 1.30 and 1.37.
 */
export function annotationBytesWithLastApplied(object: Manifest): number {
  const annotations = { ...asObject(object.metadata.annotations) };
  Reflect.deleteProperty(annotations, LAST_APPLIED);
  return annotationBytes({ ...annotations, [LAST_APPLIED]: `${goJson(noted(object, annotations))}\n` });
}

/** kubectl fills in the namespace, and always writes annotations. */
function noted(object: Manifest, annotations: PlainObject): PlainObject {
  const namespace = isClusterScoped(object) ? {} : { namespace: object.metadata.namespace ?? DEFAULT_NAMESPACE };
  return { ...object, metadata: { ...object.metadata, ...namespace, annotations } };
}

/** Go escapes what could end a script in a web page. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, codeOfCharacter);
}
