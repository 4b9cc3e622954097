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
