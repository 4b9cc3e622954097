import type { Difference } from '../../kubernetes/fields/differences';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asText, type PlainObject } from '../../kubernetes/plain';

/** An object of any kind that is on one side or on both. */
export interface Lifecycle {
  readonly before?: Manifest;
  readonly after?: Manifest;
  /** What was declared of `before`. */
  readonly applied?: unknown;
  /** Of a kind whose fields are known: what really changes in what is stored. */
  readonly differences?: readonly Difference[];
  /** Whether the pipeline replaces the object instead of merging into it. */
  readonly replaced?: boolean;
  /** What stays and still names an object that goes. */
  readonly users?: readonly string[];
}

/** Plans are shown in pull requests. The last applied manifest, noted on the object, has the values too. */
export function isSecretValue(object: PlainObject, path: string): boolean {
  const [apiVersion, kind] = [asText(object['apiVersion']), asText(object['kind'])];
  const isSecret = apiVersion !== undefined && kind !== undefined && groupKindOf({ apiVersion, kind }) === '/Secret';
  return isSecret && /^(data|stringData|metadata\.annotations)\b/.test(path);
}
