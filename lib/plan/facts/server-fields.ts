import { isLive, SERVER_METADATA } from '../../kubernetes/live-object';
import type { Manifest } from '../../kubernetes/manifest';
import type { ApplyMode } from '../types';

/** What a manifest sets of the fields that belong to the API server, and that it refuses. */
export interface ServerFields {
  readonly refused: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** No update may set these. */
const ON_UPDATE = ['resourceVersion', 'deletionTimestamp', 'deletionGracePeriodSeconds'];

export function refusedServerFields(before: Manifest | undefined, after: Manifest, apply: ApplyMode): ServerFields {
  const fields = [
    // Of an object that is created only server-side apply refuses it.
    ...(before !== undefined || apply === 'server' ? ['uid'] : []),
    ...(before !== undefined ? ON_UPDATE : []),
    ...(apply === 'server' ? ['managedFields'] : []),
  ];
  const refused = fields.flatMap((field) => {
    const [old, now] = [before?.metadata[field], after.metadata[field]];
    const isSet = !(now === undefined || now === null || now === '' || (field === 'resourceVersion' && now === '0'));
    return isSet && old !== now ? [{ field, before: old, after: now }] : [];
  });
  return { refused };
}

/** A manifest without what only the API server writes, which it ignores or refuses. A live object stays as it is. */
export function withoutServerMetadata(object: Manifest): Manifest {
  const { metadata } = object;
  if (!Object.keys(metadata).some((key) => SERVER_METADATA.has(key)) || isLive(object)) {
    return object;
  }
  return { ...object, metadata: declaredMetadata(metadata) };
}

/** The same of AFTER, where whatever stands in the file is declared. */
export function declaredOf(object: Manifest): Manifest {
  const { metadata } = object;
  return Object.keys(metadata).some((key) => SERVER_METADATA.has(key))
    ? { ...object, metadata: declaredMetadata(metadata) }
    : object;
}

function declaredMetadata(metadata: Manifest['metadata']): Manifest['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).filter(([key]) => !SERVER_METADATA.has(key)),
  ) as unknown as Manifest['metadata'];
}
