import { type FieldManager, fieldManagers, fieldsOf, fromFields } from '../kubernetes/apply/managed-fields';
import { isLive } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { asObject, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Application, LiveObject } from '../kubernetes/server/api-server';
import { LAST_APPLIED } from './kubectl';
import { withoutMarks } from './marks';
import { ownersOf } from './owner';
import type { Pipeline } from './tool';
import { TOOLS } from './tools';

/** Whether leaving an object out can mean to delete it: every manifest, and a live object that a tool applied. */
export function isApplied(object: Manifest): boolean {
  return !isLive(object) || ownersOf(object, undefined).length > 0;
}

/** What applies to a live object, and how. */
export interface Applying {
  /** Absent where it was not given. */
  readonly pipeline: Pipeline | undefined;
  readonly apply: Application;
}

/** A live object as it is met by what applies AFTER. */
export function liveObject(live: Manifest, after: Manifest, applying: Applying): LiveObject {
  const { pipeline } = applying;
  const bare = withoutMarks(live, after, pipeline);
  const tool = TOOLS[pipeline ?? 'kubectl'];
  const others = fieldManagers(live.metadata).filter((manager) => !wrote(manager, pipeline));
  return {
    live: bare,
    applied: appliedTo(bare, live, applying),
    kept: others.length === 0 ? {} : asObject(fromFields(fieldsOf(others), bare, true)),
    // Without a pipeline it may be one that forces them.
    others: pipeline === undefined || tool.forcesConflicts ? [] : others,
  };
}

/** What was applied to get an object: a manifest as it stands, of a live object what `applying` knows of. */
export function appliedOf(object: Manifest, applying: Applying): PlainObject {
  return isLive(object) ? appliedTo(object, object, applying) : object;
}

/** Whether it can be known which fields of a live object were applied, so that one that AFTER leaves out is seen to go. */
export function knowsApplied(live: Manifest, { pipeline, apply }: Applying): boolean {
  if (fieldManagers(live.metadata).length > 0 || apply === 'replace') return true;
  return pipeline === 'helm' ? false : apply === 'client' || noted(live) !== undefined;
}

/**
 * Client-side apply knows what it noted on the object, and nothing else; Helm knows the manifest of its release, of which the fields that
 * it wrote are the trace on the object; server-side apply knows the fields of its manager. Where nothing is known, no field counts as
 * removed.
 */
function appliedTo(bare: Manifest, live: Manifest, { pipeline, apply }: Applying): PlainObject {
  const note = noted(live);
  const managers = fieldManagers(live.metadata).filter((manager) => wrote(manager, pipeline));
  const byNote = apply === 'client' && pipeline !== 'helm';
  if (byNote && (note !== undefined || pipeline !== undefined)) return note ?? {};
  if (managers.length === 0) return byNote || pipeline === 'helm' ? {} : (note ?? {});
  return asObject(fromFields(fieldsOf(managers), bare));
}

/** Without a pipeline whatever was applied server-side counts, or client-side by kubectl. */
function wrote(manager: FieldManager, pipeline: Pipeline | undefined): boolean {
  return pipeline === undefined ? isApply(manager) || TOOLS.kubectl.wrote(manager) : TOOLS[pipeline].wrote(manager);
}

function isApply({ operation }: FieldManager): boolean {
  return operation === 'Apply';
}

function noted(live: Manifest): PlainObject | undefined {
  const text = asObject(live.metadata.annotations)[LAST_APPLIED];
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
