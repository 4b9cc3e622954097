import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import type { Finding } from '../types';
import type { Context } from './context';
import { dataFate } from './data-fate';
import { nameOf, namespaceOf } from './identity';

/** A hook that is deleted before it runs again, and what is lost with it. */
export interface HookData {
  /** `Helm`, `Argo CD`. */
  readonly tool: string;
  readonly object: Manifest;
  /** A sentence. */
  readonly lost: string;
}

/** The object without its annotations: none of them keeps a hook. */
export function unprotected(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, annotations: {} } };
}

/** What is lost with the object of a hook; undefined if it holds no data. `deletion` is what is found of its deletion. */
export function lostWithHook(object: Manifest, deletion: readonly Finding[], context: Context): string | undefined {
  const worst = deletion.find(({ impact }) => impact === 'data-risk');
  if (worst === undefined) return undefined;
  return groupKindOf(object) === '/PersistentVolumeClaim'
    ? `The claim is deleted as soon as no pod uses it, ${dataFate(context, namespaceOf(object), [nameOf(object)], () => object)}. The new claim is empty`
    : worst.message;
}
