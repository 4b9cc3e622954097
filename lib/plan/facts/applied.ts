import { isLive, isOwned } from '../../kubernetes/live-object';
import type { Manifest } from '../../kubernetes/manifest';
import { asObject, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { LAST_APPLIED } from '../../pipelines/kubectl';
import { hasToolMark } from '../../pipelines/owner';

/**
 * What was declared of an object: a manifest as it stands, and of a live object what kubectl or Argo CD noted on it. Nothing
 * where nobody noted it: then no field counts as removed.
 */
export function appliedOf(manifest: Manifest): PlainObject {
  if (!isLive(manifest)) return manifest;
  const noted = asObject(manifest.metadata.annotations)[LAST_APPLIED];
  if (typeof noted !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(noted);
    return isPlainObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Whether somebody applied a live object, so that leaving it out means to prune it. Controllers make the others. */
export function isDeclared(manifest: Manifest): boolean {
  return !isLive(manifest) || (!isOwned(manifest) && hasToolMark(manifest));
}
