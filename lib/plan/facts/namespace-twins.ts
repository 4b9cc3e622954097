import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf, isClusterScoped } from '../../kubernetes/object-kind';
import type { Impact } from '../types';
import { nameOf } from './identity';

/** One object with and without its namespace, on one side. */
export interface NamespaceTwins {
  readonly namespace: string;
  /** The worse of what happens when one is applied after the other, and the other after the one. */
  readonly impact: Impact;
}

/** Objects of a side that leave their namespace out, each with those of the same kind and name that have one. */
export function namespaceTwins(
  side: readonly Manifest[],
): readonly { readonly bare: Manifest; readonly spaced: Manifest }[] {
  const key = (object: Manifest): string => `${groupKindOf(object)}\u0000${nameOf(object)}`;
  const bare = new Map(
    side.filter((object) => !hasNamespace(object) && !isClusterScoped(object)).map((object) => [key(object), object]),
  );
  return side.flatMap((spaced) => {
    const twin = hasNamespace(spaced) ? bare.get(key(spaced)) : undefined;
    return twin === undefined ? [] : [{ bare: twin, spaced }];
  });
}

/** The same object in the namespace given. */
export function inNamespace(object: Manifest, namespace: string | undefined): Manifest {
  return { ...object, metadata: { ...object.metadata, ...(namespace === undefined ? {} : { namespace }) } };
}

const hasNamespace = ({ metadata }: Manifest): boolean =>
  typeof metadata.namespace === 'string' && metadata.namespace !== '';
