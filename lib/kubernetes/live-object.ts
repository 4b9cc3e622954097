import type { Manifest } from './manifest';

/** What the API server writes into the metadata of every object, and no manifest means. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Whether an object was read from a cluster, not from a file that someone wrote: the API server marks what it stores. */
export function isLive({ metadata }: Manifest): boolean {
  return isText(metadata['uid']) || isText(metadata['resourceVersion']);
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** A manifest without what only the API server writes into the metadata, which it ignores or refuses. */
export function withoutServerMetadata(object: Manifest): Manifest {
  const entries = Object.entries(object.metadata);
  const rest = entries.filter(([key]) => !SERVER_METADATA.has(key));
  return rest.length === entries.length
    ? object
    : { ...object, metadata: Object.fromEntries(rest) as unknown as Manifest['metadata'] };
}

/** Whether another object made this one, and takes it along when it goes. */
export function isOwned({ metadata }: Manifest): boolean {
  const owners = metadata['ownerReferences'];
  return Array.isArray(owners) && owners.length > 0;
}
