import { appliedFields, fromFields } from '../kubernetes/apply/managed-fields';
import { isLive, isOwned } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { asObject, type PlainObject } from '../kubernetes/plain';
import { LAST_APPLIED } from './kubectl';
import { hasToolMark } from './owner';

/**
 * Whether somebody applied an object, so that leaving it out can mean to prune it: every manifest, and a live object that carries the mark
 * of a tool or fields of server-side apply. Controllers and hands made the others.
 */
export function isApplied(object: Manifest): boolean {
  if (!isLive(object)) return true;
  return !isOwned(object) && (hasToolMark(object) || appliedFields(object.metadata) !== undefined);
}

/**
 * What was applied to get an object: a manifest as it stands; of a live object what kubectl or Argo CD noted on it, otherwise its fields of
 * server-side apply. Nothing where nobody noted it: then no field counts as removed.
 */
export function appliedOf(object: Manifest): PlainObject {
  if (!isLive(object)) return object;
  const noted = asObject(object.metadata.annotations)[LAST_APPLIED];
  if (typeof noted === 'string') return parsed(noted);
  const fields = appliedFields(object.metadata);
  return fields === undefined ? {} : asObject(fromFields(fields, object));
}

function parsed(text: string): PlainObject {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}
