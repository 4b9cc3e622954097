import type { Manifest } from '../../kubernetes/manifest';
import { asList, asText, at } from '../../kubernetes/plain';
import type { Impact } from '../types';
import type { Context } from './context';
import { existingClaim } from './existing-claims';
import { keyOf } from './identity';

/** Owners that an object gets, none of which is known to exist. */
export interface NewOwners {
  readonly path: string;
  /** `ConfigMap settings`. */
  readonly owners: readonly string[];
  /** Whose they are: an object, or the claims that are made from a template. */
  readonly of: 'object' | 'claims';
  /** What the deletion of the object does. */
  readonly deletion: Impact;
}

/**
 * The owners that AFTER gives to an object beside those that it had. The garbage collector deletes what has owners of which none
 * exists, so one that stays, or that is live, is enough.
 */
export function newOwners(object: Manifest, context: Context, deletionOf: (existing: Manifest) => Impact): NewOwners[] {
  const before =
    context.before.get(keyOf(object)) ??
    (object.kind === 'PersistentVolumeClaim' ? existingClaim(object, context) : undefined);
  const known = new Set([
    ...uidsOf(before?.metadata),
    ...[...context.live.values(), ...context.existing.values()].map(({ metadata }) => metadata['uid']),
  ]);
  const lost = (metadata: unknown): readonly string[] => {
    const uids = uidsOf(metadata);
    return uids.some((uid) => known.has(uid)) ? [] : ownersOf(metadata);
  };
  const found: NewOwners[] = [];
  const owners = lost(object.metadata);
  if (owners.length > 0) {
    const deletion = before === undefined ? 'none' : deletionOf(before);
    found.push({ path: 'metadata.ownerReferences', owners, of: 'object', deletion });
  }
  // What a StatefulSet has of templates it keeps.
  if (object.kind !== 'StatefulSet' || before !== undefined) return found;
  asList(at(object, 'spec', 'volumeClaimTemplates')).forEach((template, index) => {
    const ofClaims = lost(at(template, 'metadata'));
    const path = `spec.volumeClaimTemplates[${index}].metadata.ownerReferences`;
    if (ofClaims.length > 0) found.push({ path, owners: ofClaims, of: 'claims', deletion: 'data-risk' });
  });
  return found;
}

function uidsOf(metadata: unknown): readonly unknown[] {
  return asList(at(metadata, 'ownerReferences')).flatMap((owner) => asText(at(owner, 'uid')) ?? []);
}

function ownersOf(metadata: unknown): readonly string[] {
  return asList(at(metadata, 'ownerReferences')).map((owner) =>
    `${asText(at(owner, 'kind')) ?? 'an object'} ${asText(at(owner, 'name')) ?? ''}`.trimEnd(),
  );
}
